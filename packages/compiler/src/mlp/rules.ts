import type { Diagram, DiagramBuilder } from '@alta-ts/core';
import { KEEP } from '@alta-ts/core';
import type { Decision } from './decision.js';
import { findLinearFunction, type LinearForm, type LinearFunction, type Outcome } from './linear-form.js';

/** A part of a decision: where all its conditions hold, it has this effect. The rules of a decision never hold together. */
export interface Rule {
	/** By level, the domain indices the variable there may have; a level that is absent is open. */
	readonly when: ReadonlyMap<number, readonly number[]>;
	readonly within: readonly Interval[];
	readonly effect: Effect;
}

/** A linear form is at least `from` and below `below`; undefined where that is sure. */
export interface Interval {
	readonly form: LinearForm;
	readonly from: number | undefined;
	readonly below: number | undefined;
}

/** What a rule writes: a terminal, or the value whose code is `sign · form + offset`, or the last value where that is larger. */
export type Effect =
	| { readonly kind: 'constant'; readonly terminal: number }
	| { readonly kind: 'number'; readonly form: LinearForm; readonly sign: 1 | -1; readonly offset: number };

/** How rules are made from a decision. */
export interface RuleSetting {
	/** The code of a terminal's value in the variable that is written, where copies and sums are looked for. */
	readonly codeOf?: (terminal: number) => number | undefined;
	/** The largest code of the variable that is written. */
	readonly largestCode?: number;
	/** Functions of sums are looked for as long as sums are not larger than this; not at all where it is 0. */
	readonly largestSum: number;
	/** With more rules than this it is not worth going on. */
	readonly atMost?: number;
}

/** A run of so many values that follow a sum is written as one number. */
const SHORTEST_RUN = 4;

/**
 * The rules of a decision, from the root of its diagram: a part that asks nothing but a sum of codes becomes intervals of that sum, in
 * which the effect is constant or follows the sum; any other part is split by the values of the variable it asks first.
 */
export function rulesOf(decision: Decision, root: Diagram, setting: RuleSetting): readonly Rule[] {
	const { diagrams } = decision;
	const found = new Map<Diagram, LinearFunction | undefined>();
	const rules: Rule[] = [];

	function linearFunctionOf(node: Diagram): LinearFunction | undefined {
		if (setting.largestSum === 0) return undefined;
		if (!found.has(node)) {
			const linear = findLinearFunction({ ...decision, largestSum: setting.largestSum }, node);
			found.set(
				node,
				linear !== undefined && runsOf(diagrams, linear.outcomes, setting).length <= diagrams.countRows(node) ? linear : undefined,
			);
		}
		return found.get(node);
	}

	function visit(node: Diagram, when: Rule['when']): void {
		if (node === KEEP || rules.length > (setting.atMost ?? Infinity)) return;
		const terminal = diagrams.terminalOf(node);
		if (terminal !== undefined) {
			rules.push({ when, within: [], effect: { kind: 'constant', terminal } });
			return;
		}
		const linear = linearFunctionOf(node);
		if (linear !== undefined) {
			visitLinear(node, when, linear);
			return;
		}
		const level = diagrams.variableOf(node) ?? 0;
		const rest = setting.largestSum > 0 && diagrams.support(node).length === 1 ? visitCopies(node, level, when) : allowed(when, level);
		for (const [child, indices] of grouped(rest, (index) => diagrams.childOf(node, index)))
			visit(child, new Map([...when, [level, indices]]));
	}

	/** The domain indices a level may have, given what is known already. */
	function allowed(when: Rule['when'], level: number): readonly number[] {
		return when.get(level) ?? decision.possibleAt(level);
	}

	/** Writes the runs of values of a single variable that are copied or shifted, and gives back the other values. */
	function visitCopies(node: Diagram, level: number, when: Rule['when']): readonly number[] {
		const codes = decision.codesAt(level);
		const open = allowed(when, level);
		if (codes === undefined || (codes.at(-1) ?? 0) > setting.largestSum || (setting.largestCode ?? 0) > setting.largestSum) return open;
		const defined = decision.possibleAt(level).filter((index) => index < codes.length);
		const outcomes = defined.map((index): Outcome => ({ sum: codes[index] ?? 0, leaf: diagrams.childOf(node, index) }));
		const copies = runsOf(diagrams, outcomes, setting).filter((run) => run.effect?.kind === 'number');
		const copied = new Set<number>();
		for (const { effect, first, last } of copies) {
			if (effect?.kind !== 'number') continue;
			const run = new Set(defined.slice(first, last + 1));
			const indices = open.filter((index) => run.has(index));
			for (const index of indices) copied.add(index);
			if (indices.length > 0)
				rules.push({
					when: new Map([...when, [level, indices]]),
					within: [],
					effect: { ...effect, form: { terms: [{ level, sign: 1 }] } },
				});
		}
		return open.filter((index) => !copied.has(index));
	}

	function visitLinear(node: Diagram, when: Rule['when'], { form, domain, outcomes }: LinearFunction): void {
		const inside = new Map(when);
		for (const [level, indices] of domain) {
			const open = allowed(when, level);
			const asking = open.filter((index) => indices.includes(index));
			const others = open.filter((index) => !indices.includes(index));
			for (const [rest, among] of grouped(others, (index) => diagrams.cofactor(node, level, index)))
				visit(rest, new Map([...inside, [level, among]]));
			if (asking.length === 0) return;
			if (others.length > 0) inside.set(level, asking);
		}
		for (const { effect, first, last } of runsOf(diagrams, outcomes, setting)) {
			if (effect === undefined) continue;
			const from = first === 0 ? undefined : outcomes[first]?.sum;
			const interval = { form, from, below: outcomes[last + 1]?.sum };
			const within = interval.from === undefined && interval.below === undefined ? [] : [interval];
			rules.push({ when: inside, within, effect: effect.kind === 'number' ? { ...effect, form } : effect });
		}
	}

	visit(root, new Map());
	return rules;
}

/** Indices that lead to the same, by what they lead to. */
function grouped(indices: readonly number[], of: (index: number) => Diagram): ReadonlyMap<Diagram, readonly number[]> {
	const groups = new Map<Diagram, number[]>();
	for (const index of indices) {
		const node = of(index);
		const group = groups.get(node);
		if (group === undefined) groups.set(node, [index]);
		else group.push(index);
	}
	return groups;
}

/** Neighbouring outcomes with one effect: none, a constant, or a number that follows the sum. */
interface Run {
	readonly first: number;
	readonly last: number;
	readonly effect:
		| { readonly kind: 'constant'; readonly terminal: number }
		| { readonly kind: 'number'; readonly sign: 1 | -1; readonly offset: number }
		| undefined;
}

function runsOf(diagrams: DiagramBuilder, outcomes: readonly Outcome[], setting: RuleSetting): readonly Run[] {
	const codes = outcomes.map(({ leaf }) => {
		const terminal = diagrams.terminalOf(leaf);
		return terminal === undefined || (setting.largestCode ?? 0) > setting.largestSum ? undefined : setting.codeOf?.(terminal);
	});
	const runs: Run[] = [];
	for (let first = 0; first < outcomes.length; ) {
		const following = followingRun(outcomes, codes, first, setting.largestCode ?? Infinity);
		if (following !== undefined) {
			runs.push(following);
			first = following.last + 1;
			continue;
		}
		const leaf = outcomes[first]?.leaf ?? KEEP;
		let last = first;
		while (outcomes[last + 1]?.leaf === leaf && followingRun(outcomes, codes, last + 1, setting.largestCode ?? Infinity) === undefined)
			last++;
		const terminal = diagrams.terminalOf(leaf);
		runs.push({ first, last, effect: terminal === undefined ? undefined : { kind: 'constant', terminal } });
		first = last + 1;
	}
	return runs;
}

/** The run from here on whose codes rise or fall with the sum, if it is long enough. Codes beyond the largest count as the largest. */
function followingRun(
	outcomes: readonly Outcome[],
	codes: readonly (number | undefined)[],
	first: number,
	largest: number,
): Run | undefined {
	for (const sign of [1, -1] as const) {
		const anchor = sign === 1 ? first : lastOf(codes, first);
		const start = codes[anchor];
		if (start === undefined) continue;
		const offset = start - sign * (outcomes[anchor]?.sum ?? 0);
		const distinct = new Set<number>();
		let last = first - 1;
		for (let at = first; at < outcomes.length; at++) {
			const code = codes[at];
			const followed = sign * (outcomes[at]?.sum ?? 0) + offset;
			if (code === undefined || code !== Math.min(followed, largest)) break;
			distinct.add(code);
			last = at;
		}
		if (distinct.size >= SHORTEST_RUN) return { first, last, effect: { kind: 'number', sign, offset } };
	}
	return undefined;
}

/** The end of the run of equal codes that starts here: where codes fall with the sum, the largest one may come several times first. */
function lastOf(codes: readonly (number | undefined)[], first: number): number {
	let last = first;
	while (last + 1 < codes.length && codes[last + 1] === codes[first]) last++;
	return last;
}
