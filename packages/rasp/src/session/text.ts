import { floatText } from '../graph/float-text.js';
import { pythonText } from '../graph/python-text.js';
import type { GraphValue } from '../graph/value.js';
import type { Labels } from './labels.js';
import { type Atom, isAtom, isDict, isFunction, isList, isNode, type Value } from './value.js';

/** An atom as it stands in a sequence: floats to three decimals, truth values as T and F, texts without quotes. */
export function cellText(value: GraphValue): string {
	if (typeof value === 'boolean') return value ? 'T' : 'F';
	if (typeof value === 'number') return floatText(rounded(value));
	return typeof value === 'object' ? pythonText(value) : String(value);
}

/** Three decimals, rounded as Python rounds: on the exact decimal value, so that ties are those of the number that is stored. */
function rounded(value: number): number {
	if (!Number.isFinite(value) || Math.abs(value) >= 2 ** 52 || value === 0) return value;
	const near = Number(value.toFixed(3));
	if (!isHalfway(value)) return near;
	const down = Math.floor(value * 1000);
	return (down % 2 === 0 ? down : down + 1) / 1000;
}

/** Whether the stored number lies exactly between two numbers of three decimals. Only multiples of 1/16 can: k/1000 + 1/2000. */
function isHalfway(value: number): boolean {
	return Number.isInteger(value * 16) && Math.abs((value * 1000) % 1) === 0.5;
}

/** An atom alone: texts in double quotes, `True` and `False`, floats in full. */
export function atomText(value: Atom): string {
	return typeof value === 'string' ? `"${value}"` : pythonText(value);
}

/** A value in a sentence: `"a"`, `[1, 'a']`, the label of an s-op or a selector. */
export function valueText(value: Value, labels: Labels): string {
	return isAtom(value) ? atomText(value) : inner(value, labels);
}

/** A value as a source would write it; s-ops, selectors and functions by their labels. */
export function literalText(value: Value, labels: Labels): string {
	if (isAtom(value)) return atomText(value);
	if (isList(value)) return `[${value.items.map((each) => literalText(each, labels)).join(', ')}]`;
	if (isDict(value))
		return `{${[...value.entries.values()].map(([key, each]) => `${atomText(key)}: ${literalText(each, labels)}`).join(', ')}}`;
	return valueText(value, labels);
}

/** A list of values in a sentence, each as {@link valueText}. */
export function valuesText(values: readonly Value[], labels: Labels): string {
	return `[${values.map((each) => valueText(each, labels)).join(', ')}]`;
}

function inner(value: Value, labels: Labels): string {
	if (isAtom(value)) return pythonText(value);
	if (isNode(value)) return labels.of(value);
	if (isFunction(value)) return functionText(value.definition.name.name, value.definition.parameters);
	if (isList(value)) return `[${value.items.map((each) => inner(each, labels)).join(', ')}]`;
	if (isDict(value))
		return `{${[...value.entries.values()].map(([key, each]) => `${pythonText(key)}: ${inner(each, labels)}`).join(', ')}}`;
	return '';
}

/** A function by its name and parameters. */
export function functionText(name: string, parameters: readonly { readonly name: string }[]): string {
	return `${name}(${parameters.map((each) => each.name).join(', ')})`;
}
