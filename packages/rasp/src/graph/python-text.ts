import { floatText } from './float-text.js';
import type { GraphValue } from './value.js';

/** A value as Python writes it in a list: texts in single quotes, `True` and `False`, floats in full. */
export function pythonText(value: GraphValue): string {
	switch (typeof value) {
		case 'string':
			return quoted(value);
		case 'boolean':
			return value ? 'True' : 'False';
		case 'number':
			return floatText(value);
		case 'bigint':
			return String(value);
		case 'undefined':
			return 'None';
		default:
			return `[${value.map(pythonText).join(', ')}]`;
	}
}

/** RASP's texts hold no quotes, so only what does not print needs an escape, and the backslash. */
function quoted(text: string): string {
	return `'${text.replace(/[\\\p{C}\p{Z}]/gu, escaped)}'`;
}

function escaped(character: string): string {
	const known: Readonly<Record<string, string>> = { ' ': ' ', '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
	const code = character.codePointAt(0) ?? 0;
	const hex = (length: number): string => code.toString(16).padStart(length, '0');
	return known[character] ?? (code < 0x100 ? `\\x${hex(2)}` : code < 0x10000 ? `\\u${hex(4)}` : `\\U${hex(8)}`);
}
