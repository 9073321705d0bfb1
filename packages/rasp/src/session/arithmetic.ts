import { dividedInts } from '../graph/divide-ints.js';
import type { RaspError } from '../graph/rasp-error.js';
import type { GraphValue } from '../graph/value.js';
import type { Arithmetic } from '../language/syntax.js';
import { hostError } from './failures.js';

type Number_ = bigint | number;

/** Numbers with more bits than this are refused: they are a mistake, and would take all memory. */
const MOST_BITS = 4_000_000;
/** Texts longer than this are refused, for the same reason. */
const LONGEST_TEXT = 10_000_000;

/** `left operator right` on atoms, by the rules of Python 3. */
export function calculate(operator: Arithmetic, left: GraphValue, right: GraphValue): GraphValue {
	if (typeof left === 'string' || typeof right === 'string') return onTexts(operator, left, right);
	if (typeof left === 'object' || typeof right === 'object' || left === undefined || right === undefined)
		throw noResult(operator, left, right);
	const [a, b] = [numeric(left), numeric(right)];
	switch (operator) {
		case '/':
			return divided(a, b);
		case '%':
			return remainder(a, b);
		case '^':
			return power(a, b);
		default:
			return plain(operator, a, b);
	}
}

/** `-value` or `+value`. Truth values count as 0 and 1. */
export function signed(sign: '-' | '+', value: GraphValue): GraphValue {
	if (typeof value !== 'bigint' && typeof value !== 'number' && typeof value !== 'boolean')
		throw hostError(`bad operand type for unary ${sign}: '${pythonType(value)}'`, {
			what: `${said(value)} cannot have a sign.`,
			why: `Only numbers can, and it is ${article(pythonType(value))}.`,
			fix: 'Use a number.',
		});
	const number = numeric(value);
	return sign === '+' ? number : -number;
}

/** The nearest int, the even one of two that are equally near. */
export function rounded(value: GraphValue): bigint {
	if (typeof value === 'bigint') return value;
	if (typeof value === 'boolean') return value ? 1n : 0n;
	if (typeof value !== 'number')
		throw hostError(`type ${pythonType(value)} doesn't define __round__ method`, {
			what: `${said(value)} cannot be rounded.`,
			why: `Only numbers can, and it is ${article(pythonType(value))}.`,
			fix: 'Round a number.',
		});
	if (!Number.isFinite(value))
		throw hostError(`cannot convert float ${Number.isNaN(value) ? 'NaN' : 'infinity'} to integer`, {
			what: `${value} cannot be rounded.`,
			why: 'It is no number that has a nearest int.',
			fix: 'Keep the values that are rounded finite.',
		});
	const down = Math.floor(value);
	const half = value - down;
	if (half !== 0.5) return BigInt(half < 0.5 ? down : down + 1);
	return BigInt(down % 2 === 0 ? down : down + 1);
}

/** The sort of a value as Python calls it. */
export function pythonType(value: GraphValue): string {
	const names = { bigint: 'int', number: 'float', string: 'str', boolean: 'bool', undefined: 'NoneType', object: 'list' };
	return names[typeof value as keyof typeof names];
}

function numeric(value: bigint | number | boolean): Number_ {
	return typeof value === 'boolean' ? BigInt(value) : value;
}

function plain(operator: '+' | '-' | '*', a: Number_, b: Number_): Number_ {
	if (typeof a === 'bigint' && typeof b === 'bigint') {
		if (operator === '+') return a + b;
		if (operator === '-') return a - b;
		if (bits(a) + bits(b) > MOST_BITS) throw tooLarge();
		return a * b;
	}
	const [x, y] = [float(a), float(b)];
	return operator === '+' ? x + y : operator === '-' ? x - y : x * y;
}

function divided(a: Number_, b: Number_): number {
	if (isZero(b)) throw byZero('division by zero');
	if (typeof a === 'bigint' && typeof b === 'bigint') {
		const quotient = dividedInts(a, b);
		if (!Number.isFinite(quotient)) throw tooLarge();
		return quotient;
	}
	return float(a) / float(b);
}

/** The remainder that has the sign of the divisor. */
function remainder(a: Number_, b: Number_): Number_ {
	if (isZero(b)) throw byZero(`${typeof a === 'bigint' && typeof b === 'bigint' ? 'integer' : 'float'} modulo by zero`);
	if (typeof a === 'bigint' && typeof b === 'bigint') {
		const rest = a % b;
		return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
	}
	const [x, y] = [float(a), float(b)];
	const rest = x % y;
	if (rest === 0) return y < 0 ? -0 : 0;
	return rest < 0 !== y < 0 ? rest + y : rest;
}

function power(a: Number_, b: Number_): Number_ {
	if (typeof a === 'bigint' && typeof b === 'bigint' && b >= 0n) {
		if (a !== 0n && a !== 1n && a !== -1n && BigInt(bits(a)) * b > BigInt(MOST_BITS)) throw tooLarge();
		return a ** b;
	}
	const [x, y] = [float(a), float(b)];
	if (x === 0 && y < 0) throw byZero('0.0 cannot be raised to a negative power');
	if (x < 0 && Number.isFinite(y) && !Number.isInteger(y))
		throw hostError('a negative number cannot be raised to a fractional power', {
			what: `${x} ^ ${y} is not a real number.`,
			why: 'A negative number has no such power.',
			fix: 'Raise a number that is not negative.',
		});
	if (x === 1 || y === 0) return 1;
	if (x === -1 && !Number.isFinite(y) && !Number.isNaN(y)) return 1;
	const result = x ** y;
	if (!Number.isFinite(result) && Number.isFinite(x) && Number.isFinite(y)) throw tooLarge();
	return result;
}

function onTexts(operator: Arithmetic, left: GraphValue, right: GraphValue): GraphValue {
	if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right;
	if (operator === '*') {
		if (typeof left === 'string' && isCount(right)) return repeated(left, right);
		if (typeof right === 'string' && isCount(left)) return repeated(right, left);
	}
	throw noResult(operator, left, right);
}

function isCount(value: GraphValue): value is bigint | boolean {
	return typeof value === 'bigint' || typeof value === 'boolean';
}

function repeated(text: string, count: bigint | boolean): string {
	const times = BigInt(count);
	if (times <= 0n || text === '') return '';
	if (BigInt(text.length) * times > BigInt(LONGEST_TEXT)) throw tooLarge();
	return text.repeat(Number(times));
}

function isZero(value: Number_): boolean {
	return value === 0 || value === 0n;
}

function float(value: Number_): number {
	const number = Number(value);
	if (typeof value === 'bigint' && !Number.isFinite(number)) throw tooLarge();
	return number;
}

function bits(value: bigint): number {
	return (value < 0n ? -value : value).toString(16).length * 4;
}

/** An operator that these values do not have. */
export function noResult(operator: string, left: GraphValue, right: GraphValue): RaspError {
	const python = operator === '^' ? '** or pow()' : operator;
	return hostError(`unsupported operand type(s) for ${python}: '${pythonType(left)}' and '${pythonType(right)}'`, {
		what: `${said(left)} ${operator} ${said(right)} has no result.`,
		why: `${operator} does not take ${article(pythonType(left))} and ${article(pythonType(right))}.`,
		fix: 'Use operands that belong together, such as two numbers.',
	});
}

function byZero(detail: string): RaspError {
	return hostError(detail, {
		what: 'A number is divided by zero.',
		why: 'That has no result.',
		fix: 'Use a divisor that is not zero, at every position.',
	});
}

function tooLarge(): RaspError {
	return hostError('the result is too large', {
		what: 'A result is too large.',
		why: 'Floats end at about 1.8e308, and ints and texts of millions of digits are refused.',
		fix: 'Keep values smaller.',
	});
}

function said(value: GraphValue): string {
	return typeof value === 'string' ? `"${value}"` : Array.isArray(value) ? 'A list' : String(value);
}

function article(type: string): string {
	const words: Readonly<Record<string, string>> = { int: 'an int', float: 'a float', str: 'a text', bool: 'a truth value', list: 'a list' };
	return words[type] ?? 'no value';
}
