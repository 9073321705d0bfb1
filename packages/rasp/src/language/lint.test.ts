import { expect, test } from 'vitest';
import { lintRasp } from './lint.js';
import { parseRasp } from './parse.js';

function warnings(text: string): readonly string[] {
	return lintRasp(parseRasp(text).program).map(({ code, what }) => `${code}: ${what}`);
}

test.each([
	['not a == b;', 'ALTA0040: not a == b is read as (not a) == b.'],
	['not x in l;', 'ALTA0040: not x in l is read as (not x) in l.'],
	['a or b and c;', 'ALTA0041: a or b and c is read as (a or b) and c.'],
	['1 < x < 3;', 'ALTA0042: 1 < x < 3 is read as (1 < x) < 3.'],
	['a if b else c if d else e;', 'ALTA0043: a if b else c if d else e is read as (a if b else c) if d else e.'],
	['10 % 4 * 3;', 'ALTA0044: 10 % 4 * 3 is read as 10 % (4 * 3).'],
	['2 * 3 % 4;', 'ALTA0044: 2 * 3 % 4 is read as (2 * 3) % 4.'],
	['-2^2;', 'ALTA0045: -2^2 is read as (-2) ^ 2.'],
	['2^3^2;', 'ALTA0045: 2^3^2 is read as (2^3) ^ 2.'],
	['a in b and c;', 'ALTA0046: a in b and c is read as a in (b and c).'],
	['x in l == True;', 'ALTA0046: x in l == True is read as x in (l == True).'],
])('%s', (text, warning) => {
	expect(warnings(text)).toEqual([warning]);
});

test('finds traps inside of functions, loops and arguments', () => {
	expect(warnings('def f(a) { for i in [1] { x = [not a == i]; } return select(a, 10 % a * 2, ==); }')).toHaveLength(2);
});

test.each([
	'not (a == b);',
	'(a or b) and c;',
	'a and b and c;',
	'1 < x and x < 3;',
	'a if b else (c if d else e);',
	'10 % (4 * 3);',
	'-(2 ^ 2);',
	'2 - 3 - 4;',
	'(x in l) == True;',
	'not a;',
])('%s is clear', (text) => {
	expect(warnings(text)).toEqual([]);
});

test('a chain of 10,000 operands is looked through', () => {
	expect(warnings(`${Array.from({ length: 10_000 }, (_, at) => `x${at}`).join(' + ')};`)).toEqual([]);
});
