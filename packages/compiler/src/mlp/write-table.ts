import type { TableUpdate, Variable } from '@alta-ts/core';
import { domainIndex, domainOf, showValue } from '@alta-ts/core';
import type { VariableBlock } from '@alta-ts/model';
import { term } from '../affine.js';
import type { Circuit } from '../circuit.js';
import type { Context } from '../context.js';
import { encoding } from '../encoding.js';
import type { ConditionBuilder, Guard } from './conditions.js';
import { type Decision, decisionOf, type IsPossible } from './decision.js';
import { describeNumber } from './describe-rule.js';
import { eraseOld } from './erase-old.js';
import { fillHoles } from './fill-holes.js';
import { firing, gates, guardsOf, wholeSum } from './firing.js';
import { mergeRules } from './merge-rules.js';
import { askOldValue, type Change } from './old-value.js';
import { type RuleSources, ruleSources, type TableSource } from './rule-source.js';
import { type Effect, type Rule, type RuleSetting, rulesOf } from './rules.js';
import { addOneHot, type CarriedCode, carryCode } from './steps.js';
import { valueCodes } from './value-codes.js';

/** With so few values, rules may ask for the old one, so that nothing needs to be erased. */
const FEW_VALUES = 4;

const NO_CHANGE: Change = { from: undefined, to: undefined };

/** Where the units of a table go. */
export interface Writing {
	readonly context: Context;
	readonly units: Circuit;
	readonly conditions: ConditionBuilder;
	readonly isPossible: IsPossible;
	readonly variable: Variable;
	readonly block: VariableBlock;
	readonly table: TableSource;
	/** The source of units that all rules share. */
	readonly source: number;
}

/** … and how the rules of the table are told apart. */
interface Sourced extends Writing {
	readonly sources: RuleSources;
}

/**
 * Makes the units of all tables of a layer that write one variable.
 *
 * What is written is added where a rule holds: constants by one unit of the last hidden layer each, numbers (copies, shifts and sums) in steps
 * that all rules share. What was there is subtracted where any rule holds, once for the variable; or, where it has few values, the rules ask
 * for the old value too, and each adds the difference.
 */
export function writeTable(writing: Writing, tables: readonly TableUpdate[]): void {
	const { context, conditions, variable, isPossible } = writing;
	const isRead = new Set(tables.flatMap(({ reads }) => reads));
	const others = context.program.variables.filter(({ name }) => name !== variable.name && isRead.has(name)).toSorted(byDomainSize);
	const filled = fillHoles(variable, others, isPossible, tables);
	const { decision, rules, erasing } = shortest(writing, others, filled === tables ? [tables] : [filled, tables]);
	if (variable.kind === 'categorical' && variable.values.length <= FEW_VALUES) {
		const order = [...decision.variables.filter((each) => each !== variable), variable];
		const asking = askOldValue(decisionOf(order, isPossible, filled), variable);
		const changing = ruled(context, asking.decision, asking.root);
		if (cost(changing) <= cost(rules) + erasing.length + variable.values.length + 2) {
			const sources = ruleSources(context, writing.table, asking.decision);
			writeConstants({ ...writing, sources }, asking.decision, changing, (terminal) => asking.changes[terminal] ?? NO_CHANGE);
			return;
		}
	}
	const sources = ruleSources(context, writing.table, decision);
	writeConstants({ ...writing, sources }, decision, rules, (terminal) => ({ from: undefined, to: decision.terminals.value(terminal) }));
	writeNumbers({ ...writing, sources }, decision, rules);
	const guards = erasing.flatMap((rule) => guardsOf(conditions, decision, rule, sources(rule, 'any')));
	eraseOld(writing, guards);
}

/** A decision with its rules: what is written, and where anything is. */
interface Ruled {
	readonly decision: Decision;
	readonly rules: readonly Rule[];
	readonly erasing: readonly Rule[];
}

/** So few rules are short in any case. */
const FEW_RULES = 16;

/**
 * The order of variables that takes the fewest rules, among a few: those with few values first, so that what many values lead to comes last,
 * where a sum may decide it; and each variable in turn last of all, for as long as that helps.
 */
function shortest(
	{ context, variable, isPossible }: Writing,
	others: readonly Variable[],
	choices: readonly (readonly TableUpdate[])[],
): Ruled {
	const inOrder = (order: readonly Variable[], tables: readonly TableUpdate[]): Ruled => {
		const decision = decisionOf(order, isPossible, tables);
		const rules = ruled(context, decision, decision.root, copySetting(decision, variable));
		return { decision, rules, erasing: ruled(context, decision, writtenAtAll(context, decision)) };
	};
	let best: Ruled | undefined;
	for (const tables of choices) {
		if (best !== undefined && isShort(best)) break;
		const asksOld = tables.some((table) => table.reads.includes(variable.name));
		const start = inOrder(asksOld ? [...others, variable].toSorted(byDomainSize) : others, tables);
		best = shorter(best, start);
		for (const last of context.without.has('order') ? [] : start.decision.variables) {
			if (isShort(best)) break;
			best = shorter(best, inOrder([...best.decision.variables.filter((each) => each !== last), last], tables));
		}
	}
	if (best === undefined) throw new Error(`internal: nothing writes ${variable.name}`);
	return best;
}

function shorter(best: Ruled | undefined, tried: Ruled): Ruled {
	const length = ({ rules, erasing }: Ruled): number => rules.length + erasing.length;
	return best === undefined || length(tried) < length(best) ? tried : best;
}

/** Whether there is little to gain: few rules in all, or hardly more than there are effects. */
function isShort({ rules, erasing }: Ruled): boolean {
	const effects = new Set(rules.map(({ effect }) => JSON.stringify(effect))).size;
	return rules.length + erasing.length <= Math.max(FEW_RULES, 2 * effects);
}

function byDomainSize(a: Variable, b: Variable): number {
	return domainOf(a).length - domainOf(b).length;
}

function ruled(context: Context, decision: Decision, root: Decision['root'], copies: Partial<RuleSetting> = {}): readonly Rule[] {
	const forms = !context.without.has('linear-forms');
	const rules = rulesOf(decision, root, forms ? { ...copies, forms } : { forms });
	return context.without.has('merge') ? rules : mergeRules(rules, decision.variables.length);
}

/** What lets rules find the copies, shifts and sums in a decision. */
function copySetting(decision: Decision, variable: Variable): Partial<RuleSetting> {
	if (variable.kind !== 'categorical') return {};
	const codes = valueCodes(variable.values);
	const codeOf = (terminal: number): number | undefined => codes[domainIndex(variable, decision.terminals.value(terminal))];
	return { codeOf, largestCode: codes.at(-1) ?? 0 };
}

/** Where anything is written: the same decision with one outcome, which takes far fewer rules. */
function writtenAtAll({ without }: Context, { diagrams, root }: Decision): Decision['root'] {
	return without.has('write-enable') ? root : diagrams.mapTerminals(root, () => 0);
}

/** An estimate of the units of rules with constant effects: one each, and two for an effect. */
function cost(rules: readonly Rule[]): number {
	return rules.length + 2 * new Set(rules.map(({ effect }) => JSON.stringify(effect))).size;
}

/** Adds constants: for each change, a unit of the last hidden layer that is 1 where one of its rules holds. */
function writeConstants(writing: Sourced, decision: Decision, rules: readonly Rule[], changeOf: (terminal: number) => Change): void {
	const { units, conditions, variable, block, source, sources } = writing;
	const guards = new Map<number, Guard[]>();
	for (const rule of rules) {
		if (rule.effect.kind !== 'constant') continue;
		const { terminal } = rule.effect;
		const known = guards.get(terminal) ?? [];
		const { from, to } = changeOf(terminal);
		const writes = `${variable.name} := ${showValue(to)}${from === undefined ? '' : `, which was ${showValue(from)}`}`;
		known.push(...guardsOf(conditions, decision, rule, sources(rule, { value: to }, writes)));
		guards.set(terminal, known);
	}
	for (const [terminal, holding] of guards) {
		const added = difference(block, changeOf(terminal));
		if (added.size === 0) continue;
		const unit = units.unit(2, firing(units, holding, source), source);
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
function writeNumbers(writing: Sourced, decision: Decision, rules: readonly Rule[]): void {
	const { context, units, conditions, variable, block, source, sources } = writing;
	if (block.kind !== 'categorical' || variable.kind !== 'categorical') return;
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
		return gates(guards).map((gate) => carryCode(units, whole, effect, gate, source));
	});
	addOneHot(context, units, carried, { block, codes: valueCodes(variable.values), amount: 1 }, source);
}
