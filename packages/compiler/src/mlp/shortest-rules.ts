import type { TableUpdate, Variable } from '@alta-ts/core';
import { domainIndex, domainOf } from '@alta-ts/core';
import type { Context } from '../context.js';
import { powerOfTwo } from '../numbers/precision.js';
import { type Decision, type Domains, decisionOf } from './decision.js';
import { fillHoles } from './fill-holes.js';
import { mergeRules } from './merge-rules.js';
import { type Rule, type RuleSetting, rulesOf } from './rules.js';
import { sizeWithConditions } from './steps.js';
import { largestExactCode } from './value-codes.js';
import type { Writing } from './writing.js';

/** A decision with its rules: what is written, and where anything is. */
export interface Ruled {
	readonly decision: Decision;
	readonly rules: readonly Rule[];
	readonly erasing: readonly Rule[];
	/** How many rules there were before they were merged. */
	readonly unmerged: number;
}

/** So few rules are short in any case. */
const FEW_RULES = 16;

/** An order is given up when it takes this many times as many rules, before they are merged, as the best one so far. */
const GIVE_UP = 4;

/**
 * The shortest rules found for the tables that write a variable. Few orders of variables are tried: those with few values first, so that what many
 * values lead to comes last, where a sum may decide it; numbers last; then each variable in turn last of all, for as long as that helps.
 */
export function shortestRules(writing: Writing, tables: readonly TableUpdate[]): Ruled {
	const { context, variable, domains } = writing;
	const isRead = new Set(tables.flatMap(({ reads }) => reads));
	const others = context.program.variables.filter(({ name }) => name !== variable.name && isRead.has(name)).toSorted(byDomainSize);
	const filled = fillHoles(variable, others, domains, tables);
	const best = shortestOf(writing, others, filled);
	if (filled === tables || isShort(best)) return best;
	return shorter(best, shortestOf(writing, others, tables, GIVE_UP * lengthOf(best)));
}

function shortestOf(writing: Writing, others: readonly Variable[], tables: readonly TableUpdate[], atMost = Infinity): Ruled {
	const { context, variable } = writing;
	const asksOld = tables.some((table) => table.reads.includes(variable.name));
	const asked = asksOld ? [...others, variable].toSorted(byDomainSize) : others;
	let best = inOrder(writing, asked, tables, atMost);
	const tryOrder = (order: readonly Variable[]): void => {
		if (!isShort(best)) best = shorter(best, inOrder(writing, order, tables, Math.min(atMost, GIVE_UP * lengthOf(best))));
	};
	if (context.without.has('order')) return best;
	tryOrder(numbersLast(asked));
	for (const last of asked) tryOrder([...best.decision.variables.filter((each) => each !== last), last]);
	return best;
}

function shorter(best: Ruled, tried: Ruled): Ruled {
	return lengthOf(tried) < lengthOf(best) ? tried : best;
}

function lengthOf({ rules, erasing }: Ruled): number {
	return rules.length + erasing.length;
}

/** Whether there is little to gain: few rules in all, or hardly more than there are effects. */
function isShort({ rules, erasing }: Ruled): boolean {
	const effects = new Set(rules.map(({ effect }) => (effect.kind === 'constant' ? effect.terminal : JSON.stringify(effect.form)))).size;
	return rules.length + erasing.length <= Math.max(FEW_RULES, 2 * effects);
}

function inOrder(
	{ context, variable, domains }: Writing,
	order: readonly Variable[],
	tables: readonly TableUpdate[],
	atMost = Infinity,
): Ruled {
	const decision = decisionOf(order, domains, tables);
	const found = foundRules(context, decision, decision.root, { ...copySetting(decision, variable, domains), atMost });
	const rules = merged(context, decision, found, atMost);
	// Where anything is written, the same decision has one outcome, which takes far fewer rules.
	const erases = !context.without.has('write-enable') && found.length <= atMost;
	const written = decision.diagrams.mapTerminals(decision.root, () => 0);
	const erasing = erases ? merged(context, decision, foundRules(context, decision, written, { atMost }), atMost) : rules;
	return { decision, rules, erasing, unmerged: found.length };
}

/** Variables whose values are numbers after all others, since only sums of these mean something. */
function numbersLast(variables: readonly Variable[]): readonly Variable[] {
	const isNumber = ({ values = [] }: Variable): boolean => values.every((value) => typeof value === 'number');
	return [...variables.filter((each) => !isNumber(each)), ...variables.filter(isNumber)];
}

function byDomainSize(a: Variable, b: Variable): number {
	return domainOf(a).length - domainOf(b).length;
}

/** The rules of a decision, as short as the passes that are on make them. */
export function ruled(context: Context, decision: Decision, root: Decision['root']): readonly Rule[] {
	return merged(context, decision, foundRules(context, decision, root, {}), Infinity);
}

function foundRules(context: Context, decision: Decision, root: Decision['root'], setting: Partial<RuleSetting>): readonly Rule[] {
	const largestSum = context.without.has('linear-forms') ? 0 : largestExactCode(context.precision);
	const found = rulesOf(decision, root, { ...setting, largestSum });
	const { codeOf: _, ...constants } = setting;
	return found.every((rule) => canCarry(context, decision, rule)) ? found : rulesOf(decision, root, { ...constants, largestSum });
}

/** Rules that were given up are not all there are, and must stay as long as they are. */
function merged({ without }: Context, decision: Decision, rules: readonly Rule[], atMost: number): readonly Rule[] {
	return rules.length > atMost || without.has('merge') ? rules : mergeRules(rules, decision.variables.length);
}

/** Whether the dtype can add up the number that a rule writes with all its conditions; otherwise each number needs a rule of its own. */
function canCarry({ precision }: Context, decision: Decision, { when, within, effect }: Rule): boolean {
	if (effect.kind === 'constant') return true;
	const largest = effect.form.terms.reduce((sum, { level }) => sum + (decision.codesAt(level)?.at(-1) ?? 0), 0);
	const scale = powerOfTwo(2 * largest + Math.abs(effect.offset) + 2);
	return sizeWithConditions(when.size + within.length, scale) <= 2 ** precision.bits;
}

/** What lets rules find the copies, shifts and sums in a decision. */
function copySetting(decision: Decision, variable: Variable, { codesOf }: Domains): Partial<RuleSetting> {
	if (variable.kind !== 'categorical') return {};
	const codes = codesOf(variable);
	const codeOf = (terminal: number): number | undefined => codes[domainIndex(variable, decision.terminals.value(terminal))];
	return { codeOf, largestCode: codes.at(-1) ?? 0 };
}
