import type { GraphValue, Tuple } from '@alta-ts/rasp';
import { readValue } from './read-value.js';

/** A function of a recorded program, given its arguments by name. */
export type HostFunction = (given: Readonly<Record<string, GraphValue>>) => GraphValue;

/** Reads a recorded function: a prefix list, or a literal. Its numbers follow Python, the language it was recorded from. */
export function readFunction(form: unknown): HostFunction {
	if (!Array.isArray(form)) {
		const value = readValue(form);
		return () => value;
	}
	const [name, ...rest]: readonly unknown[] = form;
	if (name === '$') return (given) => given[String(rest[0])];
	if (name === 'lookup') return lookup(rest);
	const parts = rest.map(readFunction);
	if (name === 'if') return (given) => (isTrue(part(parts, 0, given)) ? part(parts, 1, given) : part(parts, 2, given));
	if (name === 'and') return (given) => (isTrue(part(parts, 0, given)) ? part(parts, 1, given) : part(parts, 0, given));
	if (name === 'or') return (given) => (isTrue(part(parts, 0, given)) ? part(parts, 0, given) : part(parts, 1, given));
	const operation = operations[String(name)];
	if (operation === undefined) throw new Error(`no such function: ${String(name)}`);
	return (given) => operation(...parts.map((each) => each(given)));
}

function lookup([key, pairs, otherwise]: readonly unknown[]): HostFunction {
	const find = readFunction(key);
	if (!Array.isArray(pairs)) throw new Error('a lookup has pairs');
	const table = pairs.map((pair: unknown) => {
		if (!Array.isArray(pair)) throw new Error('a lookup has pairs');
		return { key: readValue(pair[0]), value: readValue(pair[1]) };
	});
	const fallback = readFunction(otherwise);
	return (given) => {
		const wanted = find(given);
		const found = table.find((each) => equal(each.key, wanted));
		return found === undefined ? fallback(given) : found.value;
	};
}

type Operation = (...values: readonly GraphValue[]) => GraphValue;

const operations: Readonly<Record<string, Operation>> = {
	'+': (a, b) => (typeof a === 'string' && typeof b === 'string' ? a + b : isTuple(a) && isTuple(b) ? [...a, ...b] : number(a) + number(b)),
	'-': (a, b) => number(a) - number(b),
	'*': (a, b) => number(a) * number(b),
	'/': (a, b) => number(a) / notZero(b),
	'//': (a, b) => Math.floor(number(a) / notZero(b)),
	'%': (a, b) => number(a) - Math.floor(number(a) / notZero(b)) * number(b),
	pow: (a, b) => number(a) ** number(b),
	'==': (a, b) => equal(a, b),
	'!=': (a, b) => !equal(a, b),
	'<': (a, b) => order(a, b) < 0,
	'<=': (a, b) => order(a, b) <= 0,
	'>': (a, b) => order(a, b) > 0,
	'>=': (a, b) => order(a, b) >= 0,
	not: (a) => !isTrue(a),
	neg: (a) => -number(a),
	abs: (a) => Math.abs(number(a)),
	round: (a) => roundHalfEven(number(a)),
	int: (a) => Math.trunc(number(a)),
	str: (a) => String(a),
	max: (a, b) => (order(a, b) >= 0 ? a : b),
	min: (a, b) => (order(a, b) <= 0 ? a : b),
	ord: (a) => String(a).codePointAt(0),
	chr: (a) => String.fromCodePoint(number(a)),
	tuple: (...values) => values,
	at: (tuple, index) => (isTuple(tuple) ? tuple : [...String(tuple)]).at(number(index)),
	append: (a, b) => (isTuple(a) ? [...a, b] : [a, b]),
};

function part(parts: readonly HostFunction[], index: number, given: Readonly<Record<string, GraphValue>>): GraphValue {
	return parts[index]?.(given);
}

function isTuple(value: GraphValue): value is Tuple {
	return typeof value === 'object';
}

function isTrue(value: GraphValue): boolean {
	return isTuple(value) ? value.length > 0 : Boolean(value);
}

function number(value: GraphValue): number {
	if (typeof value === 'number') return value;
	if (typeof value === 'boolean') return Number(value);
	throw new TypeError('not a number');
}

function notZero(value: GraphValue): number {
	const divisor = number(value);
	if (divisor === 0) throw new RangeError('division by zero');
	return divisor;
}

function equal(a: GraphValue, b: GraphValue): boolean {
	if (isTuple(a) && isTuple(b)) return a.length === b.length && a.every((each, at) => equal(each, b[at]));
	const [x, y] = [a, b].map((each) => (typeof each === 'boolean' ? Number(each) : each));
	return x === y;
}

function order(a: GraphValue, b: GraphValue): number {
	if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
	return number(a) - number(b);
}

function roundHalfEven(value: number): number {
	const below = Math.floor(value);
	if (value - below !== 0.5) return Math.round(value);
	return below % 2 === 0 ? below : below + 1;
}
