import type { Scope, Value } from './value.js';

/** Words that are never names of variables, and the s-ops that are always there. */
export const alwaysReserved: ReadonlySet<string> = new Set([
	...['if', 'else', 'not', 'and', 'or', 'out', 'def', 'return', 'range', 'for', 'in', 'zip', 'len', 'get', 'True', 'False'],
	...['indices', 'tokens_str', 'tokens_int', 'tokens_float', 'tokens_bool', 'tokens_asis'],
]);

/** A scope in which nothing is bound yet. */
export function scopeIn(outer: Scope | undefined, facts: Partial<Pick<Scope, 'reserved' | 'exports' | 'origin'>> = {}): Scope {
	return { outer, names: new Map(), reserved: alwaysReserved, origin: outer?.origin ?? 'console', ...facts };
}

/** What a name stands for, from the scope outward. */
export function lookUp(scope: Scope, name: string): Value | undefined {
	for (let each: Scope | undefined = scope; each !== undefined; each = each.outer) {
		const value = each.names.get(name);
		if (value !== undefined) return value;
	}
	return undefined;
}

/** Every name that can be used in a scope. */
export function namesIn(scope: Scope): readonly string[] {
	const names = new Set<string>();
	for (let each: Scope | undefined = scope; each !== undefined; each = each.outer) for (const name of each.names.keys()) names.add(name);
	return [...names];
}
