import type { TableUpdate } from '@alta-ts/core';
import { decisionOf } from './decision.js';
import { eraseOld } from './erase-old.js';
import { guardsOf } from './firing.js';
import { noteChanges } from './note-changes.js';
import { askOldValue, type Change, type ChangeDecision } from './old-value.js';
import { ruleSources } from './rule-source.js';
import type { Rule } from './rules.js';
import { type Ruled, ruled, shortestRules } from './shortest-rules.js';
import { writeConstants, writeNumbers } from './write-values.js';
import type { Writing } from './writing.js';

/** With so few values, rules may ask for the old one, so that nothing needs to be erased. */
const FEW_VALUES = 4;

const NO_CHANGE: Change = { from: undefined, to: undefined };

/**
 * Makes the units of all tables of a layer that write one variable.
 *
 * What is written is added where a rule holds: constants by one unit of the last hidden layer each, numbers (copies, shifts and sums) in steps
 * that all rules share. What was there is subtracted where any rule holds, once for the variable; or, where it has few values, the rules ask
 * for the old value too, and each adds the difference.
 */
export function writeTable(writing: Writing, tables: readonly TableUpdate[]): void {
	const found = shortestRules(writing, tables);
	noteChanges(writing, tables, found);
	const changing = changes(writing, tables, found);
	if (changing === undefined) writeAndErase(writing, found);
	else writeChanges(writing, changing);
}

/** Rules that ask for the old value, with the changes they make. */
interface Changing extends ChangeDecision {
	readonly rules: readonly Rule[];
}

function changes({ context, variable, domains }: Writing, tables: readonly TableUpdate[], found: Ruled): Changing | undefined {
	if (variable.kind !== 'categorical' || variable.values.length > FEW_VALUES) return undefined;
	const order = [...found.decision.variables.filter((each) => each !== variable), variable];
	const asking = askOldValue(decisionOf(order, domains, tables), variable);
	const rules = ruled(context, asking.decision, asking.root);
	const erasing = found.erasing.length + variable.values.length + 2;
	return cost(rules) <= cost(found.rules) + erasing ? { ...asking, rules } : undefined;
}

/** An estimate of the units of rules with constant effects: one each, and two for an effect. */
function cost(rules: readonly Rule[]): number {
	return rules.length + 2 * new Set(rules.map(({ effect }) => JSON.stringify(effect))).size;
}

function writeChanges(writing: Writing, { decision, rules, changes: made }: Changing): void {
	const sources = ruleSources(writing.context, writing.table, decision);
	writeConstants(writing, { decision, sources }, rules, (terminal) => made[terminal] ?? NO_CHANGE);
}

function writeAndErase(writing: Writing, { decision, rules, erasing }: Ruled): void {
	const sources = ruleSources(writing.context, writing.table, decision);
	writeConstants(writing, { decision, sources }, rules, (terminal) => ({ from: undefined, to: decision.terminals.value(terminal) }));
	writeNumbers(writing, { decision, sources }, rules);
	eraseOld(
		writing,
		erasing.flatMap((rule) => guardsOf(writing.conditions, decision, rule, sources(rule, 'any'))),
	);
}
