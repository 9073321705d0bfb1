import { RaspError } from './rasp-error.js';
import { type GraphValue, isNumeric, isTuple } from './value.js';

/** Whether two values are equal: numbers and truth values by amount, others only with their own kind. Never fails. */
export function equalValues(a: GraphValue, b: GraphValue): boolean {
	if (a === b) return true;
	if (isNumeric(a) && isNumeric(b)) return compareAmounts(amount(a), amount(b)) === 0;
	if (isTuple(a) && isTuple(b)) return a.length === b.length && a.every((each, i) => equalValues(each, b[i]));
	return false;
}

/**
 * The order of two values, as a number below, at or above 0: numbers by amount, texts by code point, tuples by their first difference.
 *
 * @throws RaspError of class `host` where the values have no order.
 */
export function compareValues(a: GraphValue, b: GraphValue): number {
	if (isNumeric(a) && isNumeric(b)) return compareAmounts(amount(a), amount(b));
	if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
	if (isTuple(a) && isTuple(b)) {
		const at = a.findIndex((each, i) => i >= b.length || !equalValues(each, b[i]));
		if (at < 0) return a.length - b.length;
		return at >= b.length ? 1 : compareValues(a[at], b[at]);
	}
	throw new RaspError('host', 'ALTA0501', `'<' not supported between instances of '${pythonType(a)}' and '${pythonType(b)}'`, {
		what: `${kindOf(a)} and ${kindOf(b).toLowerCase()} have no order.`,
		why: 'Only numbers can be compared with numbers, and texts with texts.',
		fix: 'Compare values of one kind.',
	});
}

/** The kind of a value in our words, with its article. */
function kindOf(value: GraphValue): string {
	if (value === undefined) return 'Undefined';
	return { bigint: 'An int', number: 'A float', string: 'A text', boolean: 'A truth value', object: 'A tuple' }[
		typeof value as 'bigint' | 'number' | 'string' | 'boolean' | 'object'
	];
}

function amount(value: bigint | number | boolean): bigint | number {
	return typeof value === 'boolean' ? Number(value) : value;
}

/** Exact also between ints and floats; NaN, which equals nothing, where one of them is NaN. */
function compareAmounts(a: bigint | number, b: bigint | number): number {
	if (a < b) return -1;
	if (a > b) return 1;
	return a >= b ? 0 : Number.NaN;
}

function compareTexts(a: string, b: string): number {
	if (a === b) return 0;
	const shared = Math.min(a.length, b.length);
	for (let at = 0; at < shared; at++) {
		const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
		if (x !== y) return inCodePointOrder(x) - inCodePointOrder(y);
	}
	return a.length - b.length;
}

/** Halves of characters beyond U+FFFF come after all other code units, as those characters do. */
function inCodePointOrder(unit: number): number {
	return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function pythonType(value: GraphValue): string {
	if (value === undefined) return 'NoneType';
	if (isTuple(value)) return 'tuple';
	return { bigint: 'int', number: 'float', string: 'str', boolean: 'bool' }[typeof value as 'bigint' | 'number' | 'string' | 'boolean'];
}
