import type { CategoricalVariable, Value } from '@alta-ts/core';
import { domainOf } from '@alta-ts/core';
import { numberText, valueInWords } from '@alta-ts/model';
import type { Decision } from './decision.js';
import type { LinearForm } from './linear-form.js';
import type { Effect, Interval, Rule } from './rules.js';

/** A list of values is cut after so many. */
const SHOWN = 6;

/** The conditions of a rule in words: `step = 'act' and position − pointer = 0`; `always` if it has none. */
export function describeConditions(decision: Decision, rule: Rule): string {
	const conditions = [
		...[...rule.when].map(([level, indices]) => describeChoice(decision, level, indices)),
		...rule.within.map((interval) => describeInterval(decision, interval)),
	].filter((text) => text !== '');
	return conditions.length === 0 ? 'always' : conditions.join(' and ');
}

/** The sum that a rule writes to a variable, in words: `pointer + 1`; codes of values that are not whole numbers are called so. */
export function describeNumber(
	decision: Decision,
	effect: Extract<Effect, { readonly kind: 'number' }>,
	target: CategoricalVariable,
): string {
	const { form, sign, offset } = effect;
	const shift = offset + firstOf(target) - sign * shiftOf(decision, form);
	return `${describeForm(decision, form, sign)}${shift === 0 ? '' : shift > 0 ? ` + ${shift}` : ` − ${-shift}`}`;
}

function describeChoice(decision: Decision, level: number, indices: readonly number[]): string {
	const variable = decision.variables[level];
	if (variable === undefined) return '';
	const values = domainOf(variable);
	const chosen = new Set(indices);
	const others = decision.possibleAt(level).filter((index) => !chosen.has(index));
	if (others.length === 0) return '';
	const list = (among: readonly number[]): readonly Value[] => among.map((index) => values[index]);
	return others.length < indices.length
		? `${variable.name} ${describeValues(list(others), '≠', '∉')}`
		: `${variable.name} ${describeValues(list(indices), '=', '∈')}`;
}

function describeValues(values: readonly Value[], one: string, several: string): string {
	const [first] = values;
	if (values.length === 1) return `${one} ${valueInWords(first)}`;
	const shown = values.slice(0, SHOWN).map(valueInWords).join(', ');
	return `${several} {${shown}${values.length > SHOWN ? `, … ${values.length} values` : ''}}`;
}

/** Bounds of a sum of codes; whole numbers are shown as the values themselves would give them. */
function describeInterval(decision: Decision, { form, from, below }: Interval): string {
	const shift = shiftOf(decision, form);
	const text = describeForm(decision, form, 1);
	if (from !== undefined && below === from + 1) return `${text} = ${numberText(from + shift)}`;
	const lower = from === undefined ? '' : `${numberText(from + shift)} ≤ `;
	return `${lower}${text}${below === undefined ? '' : ` < ${numberText(below + shift)}`}`;
}

/** What a sum of values is more than the sum of their codes. */
function shiftOf(decision: Decision, form: LinearForm): number {
	return form.terms.reduce((total, { level, sign }) => {
		const variable = decision.variables[level];
		return total + (variable?.kind === 'categorical' ? sign * firstOf(variable) : 0);
	}, 0);
}

/** What a value is more than its code, where values are whole numbers; other values are counted from 1. */
function firstOf({ values }: CategoricalVariable): number {
	const first = values[0];
	return typeof first === 'number' ? first - 1 : 0;
}

function describeForm(decision: Decision, form: LinearForm, factor: 1 | -1): string {
	return form.terms
		.map(({ level, sign }, index) => {
			const positive = sign * factor > 0;
			const joint = index === 0 ? (positive ? '' : '−') : positive ? ' + ' : ' − ';
			return `${joint}${decision.variables[level]?.name ?? ''}`;
		})
		.join('');
}
