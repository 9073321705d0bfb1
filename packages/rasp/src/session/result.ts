import { sequenceText } from './sequence-text.js';
import { sequenceType } from './sequence-type.js';
import { isAtom, isDict, isFunction, isList, isNode, isSelector, isSequence, type List, type Value } from './value.js';

/** A value in words of JSON. Ints of any size are numbers there, so it is text already. */
export type ResultJson = string;

/**
 * What an s-op or a selector made of an input, or a plain value, as one line of JSON: `{"kind":"seq","type","vals","text"}`,
 * `{"kind":"selector","rows"}` with a text of 0 and 1 for each query, or `{"kind":"value","val"}`.
 */
export function resultJson(value: Value): ResultJson {
	if (!isList(value) || value.application === undefined) return `{"kind":"value","val":${json(value)}}`;
	if (isSelector(value.application.applied)) return `{"kind":"selector","rows":${JSON.stringify(selectorRows(value))}}`;
	const values = value.items.filter(isAtom);
	const [type, text] = [sequenceType(values), sequenceText(values)];
	return `{"kind":"seq","type":"${type}","vals":${json(value)},"text":${JSON.stringify(text)}}`;
}

/** What a selector selects: a text of 0 and 1 for each query. */
export function selectorRows({ items }: List): readonly string[] {
	return items.map((row) => (isList(row) ? row.items.map((cell) => (cell === true ? '1' : '0')).join('') : ''));
}

/** Whole floats keep their point, ints all their digits. JSON has no infinity and no NaN: those are null. */
function json(value: Value): string {
	if (typeof value === 'bigint') return String(value);
	if (typeof value === 'number') return Number.isFinite(value) ? float(value) : 'null';
	if (isAtom(value)) return JSON.stringify(value);
	if (isList(value)) return `[${value.items.map(json).join(',')}]`;
	if (isDict(value))
		return `{${[...value.entries.values()].map(([key, each]) => `${JSON.stringify(String(key))}:${json(each)}`).join(',')}}`;
	if (isFunction(value)) return JSON.stringify(`function ${value.definition.name.name}`);
	return isNode(value) && isSequence(value) ? '"s-op"' : '"selector"';
}

function float(value: number): string {
	const text = String(value);
	return /[.e]/.test(text) ? text : `${text}.0`;
}
