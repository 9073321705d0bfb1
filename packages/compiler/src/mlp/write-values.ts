import { type VariableBlock, valueInWords } from '@alta-ts/model';
import { term } from '../affine.js';
import { encoding } from '../encoding.js';
import type { Guard } from './conditions.js';
import type { Decision } from './decision.js';
import { describeNumber } from './describe-rule.js';
import { firing, gates, guardsOf, sourceOf, wholeSum } from './firing.js';
import type { Change } from './old-value.js';
import type { RuleSources } from './rule-source.js';
import type { Effect, Rule } from './rules.js';
import { addCodes, type CarriedCode, carryCode } from './steps.js';
import type { Writing } from './writing.js';

/** A decision, and where the units of its rules come from. */
export interface Sourced {
	readonly decision: Decision;
	readonly sources: RuleSources;
}

/** Adds constants: for each change, a unit of the last hidden layer that is 1 where one of its rules holds. */
export function writeConstants(
	{ context, units, conditions, variable, block }: Writing,
	{ decision, sources }: Sourced,
	rules: readonly Rule[],
	changeOf: (terminal: number) => Change,
): void {
	const guards = new Map<number, Guard[]>();
	for (const rule of rules) {
		if (rule.effect.kind !== 'constant') continue;
		const { terminal } = rule.effect;
		const known = guards.get(terminal) ?? [];
		const { from, to } = changeOf(terminal);
		const writes = `${variable.name} := ${valueInWords(to)}${from === undefined ? '' : `, which was ${valueInWords(from)}`}`;
		known.push(...guardsOf(conditions, decision, rule, sources(rule, { value: to }, writes)));
		guards.set(terminal, known);
	}
	for (const [terminal, holding] of guards) {
		const added = difference(block, changeOf(terminal));
		if (added.size === 0) continue;
		const source = sourceOf(context.sources, holding);
		const unit = units.unit(2, firing(units, context.sources, holding), source);
		for (const [coordinate, entry] of added) units.contribute(coordinate, term(unit, entry), source);
	}
}

/** The coordinates that a change alters, and by how much. */
function difference(block: VariableBlock, { from, to }: Change): ReadonlyMap<number, number> {
	const entries = new Map(encoding(block, to));
	for (const [coordinate, entry] of encoding(block, from)) {
		const total = (entries.get(coordinate) ?? 0) - entry;
		if (total === 0) entries.delete(coordinate);
		else entries.set(coordinate, total);
	}
	return entries;
}

/** Adds copies, shifts and sums: each rule carries its code to the second hidden layer, and steps over all of them make the value of it. */
export function writeNumbers(
	{ context, units, conditions, domains, variable, block }: Writing,
	{ decision, sources }: Sourced,
	rules: readonly Rule[],
): void {
	if (variable.kind !== 'categorical') return;
	const groups = new Map<string, { readonly effect: Extract<Effect, { readonly kind: 'number' }>; readonly guards: Guard[] }>();
	for (const rule of rules) {
		const { effect } = rule;
		if (effect.kind !== 'number') continue;
		const key = JSON.stringify(effect);
		const group = groups.get(key) ?? { effect, guards: [] };
		const from = sources(rule, 'any', `${variable.name} := ${describeNumber(decision, effect, variable)}`);
		group.guards.push(...guardsOf(conditions, decision, rule, from));
		groups.set(key, group);
	}
	const carried = [...groups.values()].flatMap(({ effect, guards }): readonly CarriedCode[] => {
		const whole = wholeSum(conditions, decision, effect.form);
		return gates(context.sources, guards).map((gate) => carryCode(context, units, whole, effect, gate));
	});
	addCodes(context, units, carried, { block, codes: domains.codesOf(variable), amount: 1 });
}
