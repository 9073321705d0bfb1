import { type AltaError, altaError } from '@alta-ts/diagnostics';

// The types of the builder say what its functions take, but many who know Tracr write JavaScript. Each function checks what it is given,
// so that a slip is told where it is made.

const SOPS: readonly unknown[] = ['tokens', 'indices', 'constant', 'elementwise', 'aggregate', 'selectorWidth'];
const SELECTORS: readonly unknown[] = ['select', 'not', 'and', 'or'];

/** An argument: which function it is given to, and what it is for there. */
export interface Place {
	readonly of: string;
	readonly as: string;
}

/** Refuses what is no s-op. */
export function requireSOp(value: unknown, place: Place): void {
	if (!SOPS.includes(opOf(value))) throw wrong(value, 'an s-op', 'Give it an s-op, such as tokens() or indices.', place);
}

/** Refuses what is no selector. */
export function requireSelector(value: unknown, place: Place): void {
	if (!SELECTORS.includes(opOf(value))) throw wrong(value, 'a selector', 'Make one with select(keys, queries, EQ).', place);
}

/** Refuses what is neither. */
export function requireNode(value: unknown, place: Place): void {
	if (!SELECTORS.includes(opOf(value))) requireSOp(value, place);
}

/** Refuses what is no function. */
export function requireFunction(value: unknown, place: Place): void {
	if (typeof value === 'function') return;
	const isSwapped = opOf(value) !== undefined;
	throw wrong(value, 'a function', isSwapped ? 'The function comes first, and then the s-ops.' : 'Give it a function of values.', place);
}

/** Refuses what is no number. */
export function requireNumber(value: unknown, place: Place): void {
	if (typeof value !== 'number') throw wrong(value, 'a number', 'Give it a number.', place);
}

/** Refuses what is neither a named predicate nor a function. */
export function requirePredicate(value: unknown, place: Place): void {
	const isNamed = typeof value === 'object' && value !== null && 'test' in value && typeof value.test === 'function';
	if (isNamed || typeof value === 'function') return;
	throw wrong(value, 'a predicate', 'Give it EQ, NEQ, LT, LEQ, GT, GEQ, TRUE, FALSE or a function of key and query.', place);
}

function opOf(value: unknown): unknown {
	return typeof value === 'object' && value !== null && 'op' in value ? value.op : undefined;
}

function wrong(value: unknown, wanted: string, fix: string, { of, as }: Place): AltaError {
	const call = typeof value === 'function' && (value.name === 'tokens' || value.name === 'length') ? value.name : undefined;
	return altaError('ALTA0522', {
		what: `${of} is given ${call === undefined ? kindOf(value) : `the function ${call}`} as ${as}.`,
		why: `It takes ${wanted} there.`,
		fix: call === undefined ? fix : `Call it: ${call}().`,
	});
}

function kindOf(value: unknown): string {
	if (value === undefined) return 'nothing';
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	const op = opOf(value);
	if (SOPS.includes(op)) return 'an s-op';
	if (SELECTORS.includes(op)) return 'a selector';
	if (typeof value === 'string') return `the text ${JSON.stringify(value)}`;
	if (typeof value === 'object') return 'program' in value ? 'what lower gives' : 'an object';
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return `the ${typeof value} ${value}`;
	return typeof value === 'function' ? 'a function' : 'a symbol';
}
