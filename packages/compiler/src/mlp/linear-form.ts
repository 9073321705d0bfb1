import type { Diagram, DiagramBuilder } from '@alta-ts/core';

/** A sum of codes of variables, each with a sign: ±x, ±x ± y, ±x ± y ± z. */
export interface LinearForm {
	readonly terms: readonly LinearTerm[];
}

/** A variable of a linear form, by the level of its diagram. */
export interface LinearTerm {
	readonly level: number;
	readonly sign: 1 | -1;
}

/** A part of a diagram that asks nothing but a linear form, while each of its variables has one of the given domain indices. */
export interface LinearFunction {
	readonly form: LinearForm;
	/** By level, the domain indices it holds for, ascending. */
	readonly domain: ReadonlyMap<number, readonly number[]>;
	/** What each sum leads to, by ascending sum. */
	readonly outcomes: readonly Outcome[];
}

/** What a sum leads to: a terminal, or `KEEP`. */
export interface Outcome {
	readonly sum: number;
	readonly leaf: Diagram;
}

/** A form of more variables, or of more combinations of values, is not looked for. */
const MOST_VARIABLES = 3;
const MOST_COMBINATIONS = 200_000;

/** What is asked of a level when forms are looked for. */
export interface FormSetting {
	readonly diagrams: DiagramBuilder;
	readonly codesAt: (level: number) => readonly number[] | undefined;
	readonly possibleAt: (level: number) => readonly number[];
	/** Sums are not larger than this. */
	readonly largestSum: number;
}

/**
 * Finds the linear form that a diagram of two or three variables depends on, if there is one: all combinations of values with the same sum lead
 * to the same. Values of a variable that settle the matter without the others may be left out of the domain.
 */
export function findLinearFunction(setting: FormSetting, node: Diagram): LinearFunction | undefined {
	const levels = setting.diagrams.support(node);
	if (levels.length < 2 || levels.length > MOST_VARIABLES || levels.some((level) => setting.codesAt(level) === undefined)) return undefined;
	if (levels.reduce((sum, level) => sum + (setting.codesAt(level)?.at(-1) ?? 0), 0) > setting.largestSum) return undefined;
	const all = levels.map((level) => setting.possibleAt(level).filter((index) => index < (setting.codesAt(level)?.length ?? 0)));
	const asking = levels.map((level, at) =>
		(all[at] ?? []).filter((index) => asksOthers(setting.diagrams, node, level, index, levels.length)),
	);
	const whole = fitForm(setting, node, levels, all);
	if (whole !== undefined || asking.every((indices, at) => indices.length === all[at]?.length)) return whole;
	return fitForm(setting, node, levels, asking);
}

/** Whether all the other variables still matter where one has this domain index. */
function asksOthers(diagrams: DiagramBuilder, node: Diagram, level: number, index: number, count: number): boolean {
	return diagrams.support(diagrams.cofactor(node, level, index)).length === count - 1;
}

function fitForm(
	setting: FormSetting,
	node: Diagram,
	levels: readonly number[],
	domain: readonly (readonly number[])[],
): LinearFunction | undefined {
	const combinations = domain.reduce((product, indices) => product * indices.length, 1);
	if (combinations === 0 || combinations > MOST_COMBINATIONS || domain.some((indices) => indices.length < 2)) return undefined;
	const codes = levels.map((level, at) => (domain[at] ?? []).map((index) => setting.codesAt(level)?.[index] ?? 0));
	for (const signs of signsOf(levels.length)) {
		const outcomes = outcomesOf(setting.diagrams, node, levels, domain, codes, signs);
		if (outcomes === undefined) continue;
		return {
			form: { terms: levels.map((level, at) => ({ level, sign: signs[at] ?? 1 })) },
			domain: new Map(levels.map((level, at) => [level, domain[at] ?? []])),
			outcomes: [...outcomes].sort(([a], [b]) => a - b).map(([sum, leaf]) => ({ sum, leaf })),
		};
	}
	return undefined;
}

/** All choices of signs, but for those that differ in all of them. */
function signsOf(count: number): readonly (readonly (1 | -1)[])[] {
	return count === 2
		? [
				[1, -1],
				[1, 1],
			]
		: [
				[1, 1, -1],
				[1, -1, 1],
				[1, -1, -1],
				[1, 1, 1],
			];
}

/** What each sum leads to, or undefined as soon as two combinations with one sum lead to different ends. */
function outcomesOf(
	diagrams: DiagramBuilder,
	node: Diagram,
	levels: readonly number[],
	domain: readonly (readonly number[])[],
	codes: readonly (readonly number[])[],
	signs: readonly (1 | -1)[],
): ReadonlyMap<number, Diagram> | undefined {
	const outcomes = new Map<number, Diagram>();
	function visit(at: number, part: Diagram, sum: number): boolean {
		const level = levels[at];
		if (level === undefined) {
			const known = outcomes.get(sum);
			if (known === undefined) outcomes.set(sum, part);
			return known === undefined || known === part;
		}
		const asked = diagrams.variableOf(part) === level;
		const sign = signs[at] ?? 1;
		return (domain[at] ?? []).every((index, place) =>
			visit(at + 1, asked ? diagrams.childOf(part, index) : part, sum + sign * (codes[at]?.[place] ?? 0)),
		);
	}
	return visit(0, node, 0) ? outcomes : undefined;
}
