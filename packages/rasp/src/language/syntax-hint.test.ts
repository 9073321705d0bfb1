import { expect, test } from 'vitest';
import { parseRasp } from './parse.js';

test.each<[source: string, why: RegExp, fix: RegExp]>([
	['x = select(tokens, tokens);', /takes keys, queries and a comparison/, /select\(keys, queries, ==\)/],
	['def f(a) { b = a + 1; }', /ends with a return/, /return …; before/],
	['x = 1\ny = 2;', /ends with a semicolon/, /where the statement before ends/],
	['x = 1 + 2', /ends with a semicolon/, /";"/],
	['for i in [1] { x = i }', /ends with a semicolon/, /";"/],
	['x = selector_width(s, assume_bos = True);', /Arguments have no names/, /Leave assume_bos out/],
	['x = f(n = 3);', /Arguments have no names/, /"n ="/],
	['exit;', /no semicolon/, /Leave the semicolon out/],
	['set example "abc";', /no semicolon/, /Leave/],
	['examples off;', /no semicolon/, /Leave/],
	['while x { y = 1; }', /no while/, /for x in range/],
	['y = 1;\nif y == 1 { z = 2; }', /no if statement/, /a if condition else b/],
	['set example ({)}', /text in double quotes/, /set example "hello"/],
	['round = 3;', /round is a word of the language/, /another name/],
	['x = (a = 1);', /statement of its own/, /./],
])('%s: says what is meant', (source, why, fix) => {
	const [problem] = parseRasp(source).problems;
	expect(problem?.why).toMatch(why);
	expect(problem?.fix).toMatch(fix);
});

test('hints are given only where they are right', () => {
	for (const source of ['x = select(tokens, tokens, 3);', 'x = f(1 2);', 'def f(a) { return a; ']) {
		expect(parseRasp(source).problems[0]?.why).toBe('It is not what RASP allows at this place.');
	}
});
