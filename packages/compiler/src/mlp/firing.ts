import type { Affine } from '../affine.js';
import { scaled, sum, term } from '../affine.js';
import type { SourceTable } from '../sources.js';
import type { Circuit } from './circuit.js';
import type { ConditionBuilder, Conjunction, Guard, WholeSum } from './conditions.js';
import { allOf, both } from './conditions.js';
import type { Decision } from './decision.js';
import type { LinearForm } from './linear-form.js';
import type { Rule } from './rules.js';

/** The guards of a rule: alternatives, of which one holds where the rule does. */
export function guardsOf(conditions: ConditionBuilder, decision: Decision, rule: Rule, source: number): readonly Guard[] {
	let alternatives: readonly Conjunction[] = [{ coordinates: [], units: [] }];
	for (const [level, indices] of rule.when) {
		const variable = decision.variables[level];
		if (variable === undefined) continue;
		const choices = conditions.oneOf(variable, indices);
		alternatives = alternatives.flatMap((conjunction) => choices.map((choice) => both(conjunction, choice)));
	}
	for (const { form, from, below } of rule.within) {
		const interval = conditions.between(wholeSum(conditions, decision, form), from, below);
		alternatives = alternatives.map((conjunction) => both(conjunction, interval));
	}
	return alternatives.map((conjunction) => conditions.guard(conjunction, source));
}

/** A linear form as a sum over residual coordinates. */
export function wholeSum(conditions: ConditionBuilder, decision: Decision, form: LinearForm): WholeSum {
	const parts = form.terms.map(({ level, sign }) => {
		const variable = decision.variables[level];
		if (variable === undefined || variable.kind === 'set') throw new Error(`internal: no code at level ${level}`);
		return { sign, code: conditions.codeOf(variable, decision.codesAt(level) ?? []) };
	});
	return {
		name: parts.map(({ sign, code }, index) => `${sign === 1 ? (index === 0 ? '' : ' + ') : ' − '}${code.name}`).join(''),
		inputs: sum(...parts.map(({ sign, code }) => scaled(code.inputs, sign))),
		smallest: parts.reduce((total, { sign, code }) => total + (sign === 1 ? code.smallest : -code.largest), 0),
		largest: parts.reduce((total, { sign, code }) => total + (sign === 1 ? code.largest : -code.smallest), 0),
		guards: parts.flatMap(({ code }) => code.guards),
	};
}

/** A sum of second-layer units that is 1 where one of some guards holds; no two hold together. Guards of one unit each share a unit. */
export function firing(units: Circuit, sources: SourceTable, guards: readonly Guard[]): Affine {
	return sum(...gates(sources, guards).map((gate) => term(units.unit(1, allOf(gate.units), gate.source))));
}

/** Guards that can gate a code together: those of one unit each, added up, and every other one for itself. */
export function gates(sources: SourceTable, guards: readonly Guard[]): readonly Guard[] {
	const single = guards.filter(({ units }) => units.length === 1);
	const others = guards.filter(({ units }) => units.length !== 1);
	if (single.length === 0) return others;
	return [{ units: [sum(...single.flatMap(({ units }) => units))], source: sourceOf(sources, single) }, ...others];
}

/** The source of what some guards share. */
export function sourceOf(sources: SourceTable, guards: readonly Guard[]): number {
	return sources.shared(guards.map(({ source }) => source));
}
