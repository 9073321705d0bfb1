import type { TableUpdate, Variable } from '@alta-ts/core';
import { domainIndex, domainOf } from '@alta-ts/core';
import type { Context } from '../context.js';
import { type Decision, type Domains, decisionOf } from './decision.js';
import { fillHoles } from './fill-holes.js';
import { mergeRules } from './merge-rules.js';
import { type Rule, type RuleSetting, rulesOf } from './rules.js';
import { largestExactCode } from './value-codes.js';
import type { Writing } from './writing.js';

/** A decision with its rules: what is written, and where anything is. */
export interface Ruled {
	readonly decision: Decision;
	readonly rules: readonly Rule[];
	readonly erasing: readonly Rule[];
}

/** So few rules are short in any case. */
const FEW_RULES = 16;

/**
 * The shortest rules found for the tables that write a variable. Few orders of variables are tried: those with few values first, so that what many
 * values lead to comes last, where a sum may decide it; numbers last; then each variable in turn last of all, for as long as that helps.
 */
export function shortestRules({ context, variable, domains }: Writing, tables: readonly TableUpdate[]): Ruled {
	const isRead = new Set(tables.flatMap(({ reads }) => reads));
	const others = context.program.variables.filter(({ name }) => name !== variable.name && isRead.has(name)).toSorted(byDomainSize);
	const filled = fillHoles(variable, others, domains, tables);
	const inOrder = (order: readonly Variable[], choice: readonly TableUpdate[]): Ruled => {
		const decision = decisionOf(order, domains, choice);
		const rules = ruled(context, decision, decision.root, copySetting(decision, variable, domains));
		return { decision, rules, erasing: ruled(context, decision, writtenAtAll(context, decision)) };
	};
	let best: Ruled | undefined;
	for (const choice of filled === tables ? [tables] : [filled, tables]) {
		const asked = choice.some((table) => table.reads.includes(variable.name)) ? [...others, variable].toSorted(byDomainSize) : others;
		for (const start of context.without.has('order') ? [asked] : [asked, numbersLast(asked)]) {
			if (best === undefined || !isShort(best)) best = shorter(best, inOrder(start, choice));
		}
		for (const last of context.without.has('order') ? [] : asked) {
			if (best === undefined || isShort(best)) break;
			best = shorter(best, inOrder([...best.decision.variables.filter((each) => each !== last), last], choice));
		}
	}
	if (best === undefined) throw new Error(`internal: nothing writes ${variable.name}`);
	return best;
}

/** Variables whose values are numbers after all others, since only sums of these mean something. */
function numbersLast(variables: readonly Variable[]): readonly Variable[] {
	const isNumber = ({ values = [] }: Variable): boolean => values.every((value) => typeof value === 'number');
	return [...variables.filter((each) => !isNumber(each)), ...variables.filter(isNumber)];
}

function shorter(best: Ruled | undefined, tried: Ruled): Ruled {
	const length = ({ rules, erasing }: Ruled): number => rules.length + erasing.length;
	return best === undefined || length(tried) < length(best) ? tried : best;
}

/** Whether there is little to gain: few rules in all, or hardly more than there are effects. */
function isShort({ rules, erasing }: Ruled): boolean {
	const effects = new Set(rules.map(({ effect }) => (effect.kind === 'constant' ? effect.terminal : JSON.stringify(effect.form)))).size;
	return rules.length + erasing.length <= Math.max(FEW_RULES, 2 * effects);
}

function byDomainSize(a: Variable, b: Variable): number {
	return domainOf(a).length - domainOf(b).length;
}

/** The rules of a decision, as short as the passes that are on make them. */
export function ruled(context: Context, decision: Decision, root: Decision['root'], copies: Partial<RuleSetting> = {}): readonly Rule[] {
	const largestSum = context.without.has('linear-forms') ? 0 : largestExactCode(context.precision);
	const rules = rulesOf(decision, root, largestSum > 0 ? { ...copies, largestSum } : { largestSum });
	return context.without.has('merge') ? rules : mergeRules(rules, decision.variables.length);
}

/** What lets rules find the copies, shifts and sums in a decision. */
function copySetting(decision: Decision, variable: Variable, { codesOf }: Domains): Partial<RuleSetting> {
	if (variable.kind !== 'categorical') return {};
	const codes = codesOf(variable);
	const codeOf = (terminal: number): number | undefined => codes[domainIndex(variable, decision.terminals.value(terminal))];
	return { codeOf, largestCode: codes.at(-1) ?? 0 };
}

/** Where anything is written: the same decision with one outcome, which takes far fewer rules. */
function writtenAtAll({ without }: Context, { diagrams, root }: Decision): Decision['root'] {
	return without.has('write-enable') ? root : diagrams.mapTerminals(root, () => 0);
}
