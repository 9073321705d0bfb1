import type { Diagram } from '@alta-ts/core';
import type { Base } from './base.js';
import { FAILS } from './functions.js';
import type { Work } from './work.js';

/** How many functions are looked at to find out. */
const MOST_FUNCTIONS = 20_000;

/** Whether a base provably holds different values at any two positions of an input. */
export function isDistinct(work: Work, base: Base): boolean {
	return base === work.position || isDistinctFunction(work, (base.written?.diagram ?? base.identity)());
}

/**
 * A rank is distinct; so is what is made of a distinct base without making two values the same, and what is made so of the position and
 * of things that are the same at all positions.
 */
function isDistinctFunction(work: Work, diagram: Diagram): boolean {
	if (work.ranks.has(diagram)) return true;
	const { bases, position } = work;
	const support = bases.support(diagram);
	const [only, ...more] = support;
	if (only !== undefined && more.length === 0 && only.written !== undefined && isDistinct(work, only))
		return isInjective(work, only, diagram);
	if (!support.includes(position) || !support.every((base) => base === position || isUniform(work, base))) return false;
	const seen = new Set<Diagram>();
	const open = [diagram];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		if (next === FAILS || seen.has(next)) continue;
		seen.add(next);
		if (seen.size > MOST_FUNCTIONS) return false;
		const base = bases.support(next).find((each) => each !== position);
		if (base !== undefined) open.push(...cofactors(work, next, base));
		else if (!isInjective(work, position, next)) return false;
	}
	return true;
}

/** Whether a function of one base is different for any two of its values. */
function isInjective(work: Work, base: Base, diagram: Diagram): boolean {
	const values = cofactors(work, diagram, base).filter((value) => value !== FAILS);
	return values.length === new Set(values).size;
}

function cofactors({ functions: { builder } }: Work, diagram: Diagram, base: Base): readonly Diagram[] {
	const identity = base.identity();
	const level = builder.variableOf(identity);
	return level === undefined ? [diagram] : base.domain().map((_, place) => builder.cofactor(diagram, level, place));
}

function isUniform({ bases }: Work, base: Base): boolean {
	if (base.uniform !== undefined) return base.uniform;
	return base.written !== undefined && bases.support(base.written.diagram()).every((each) => each.uniform === true);
}
