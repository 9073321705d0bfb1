import type { GraphValue } from '../graph/value.js';
import type { Base, Fn } from './base.js';
import { FAILS } from './functions.js';
import type { Label } from './label.js';
import type { Work } from './work.js';

/** What stands for a value where evaluation fails, so that nothing is asked of the selection there. */
export const FAILED: unique symbol = Symbol('failed');

/** One side of a comparison: a base, and what the compared s-op is for each of its values. */
export interface Side {
	readonly base: Base | undefined;
	readonly values: readonly (GraphValue | typeof FAILED)[];
}

/** A side is read where it is: in the token or the position it depends on, else in a variable of its own. */
export function sideOf({ functions, bases, plan }: Work, fn: Fn, label: Label): Side {
	const diagram = fn.diagram();
	const [only, ...more] = bases.support(diagram);
	const valueAt = (leaf: number): GraphValue | typeof FAILED => {
		const terminal = functions.builder.terminalOf(leaf);
		return leaf === FAILS || terminal === undefined ? FAILED : functions.valueOf(terminal);
	};
	if (only === undefined) return { base: undefined, values: [valueAt(diagram)] };
	const isThere = more.length === 0 && (isGiven(only) || (fn.base === only && isSymbol(only)));
	if (isThere) return { base: only, values: only.domain().map((_, place) => valueAt(functions.builder.childOf(diagram, place))) };
	const base = plan.cut({ ready: fn.ready, diagram: fn.diagram, ...(fn.base === undefined ? {} : { base: fn.base }) }, label);
	return { base, values: base.domain() };
}

/** Whether a base is a token or a position. */
function isGiven({ output, written }: Base): boolean {
	return output === undefined && written === undefined;
}

function isSymbol({ output }: Base): boolean {
	return output === undefined || output.kind === 'categorical';
}
