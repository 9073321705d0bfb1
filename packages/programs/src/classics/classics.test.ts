import { evaluateGraph } from '@alta-ts/rasp';
import { expect, test } from 'vitest';
import { findTask } from '../library.js';
import { createRandom } from '../random.js';
import { prefixVerdicts } from './parentheses.js';

test.each([
	['length', 'a b c', '3 3 3'],
	['reverse', 'a b c d', 'd c b a'],
	['shift', 'a b c d', '· a b c'],
	['histogram', 'a b a c', '2 1 2 1'],
	['double-histogram', 'a b b c', '2 1 1 2'],
	['sort', '3 1 2 1', '1 1 2 3'],
	['sort-by-frequency', 'b d b a', 'b b d a'],
	['most-frequent', 'a b b c c d d d', 'd b c a - - - -'],
	['fraction-previous', 'x a x', '1 0.5 0.666667'],
	['pair-balance', '( ) ( a', '1 0 0.333333 0.25'],
	['dyck-1', '( ) ( ) )', 'P T P T F'],
	['dyck-2', '( { ) }', 'P P F F'],
	['shuffle-dyck', '( { ) }', 'true true true true'],
	['long-addition', '12+934', '946'],
])('%s of "%s" is %s', (name, text, answer) => {
	expect(findTask(name).oracle()(text)).toBe(answer);
});

test('a classic hands out the s-op that it is made from', () => {
	const graph = findTask('shift').graph?.({ by: 2, maxLength: 5 });
	expect(graph === undefined ? [] : evaluateGraph(graph, ['a', 'b', 'c'])).toEqual([undefined, undefined, 'a']);
	expect(findTask('long-addition').graph?.()).toBeDefined();
	expect(findTask('subleq').graph?.()).toBeUndefined();
});

test('a shift can go either way', () => {
	expect(findTask('shift').oracle({ by: -1 })('a b c')).toBe('b c ·');
});

test('words that are no tokens are ALTA8004, too many ALTA8005, all at once', () => {
	const codec = findTask('histogram').codec({ maxLength: 2 });
	expect(() => codec.encode('a x b')).toThrow(/ALTA8004: "x"[\s\S]*ALTA8005: The text has 3 tokens/);
	expect(() => codec.encode('ab')).toThrow('Write "a b".');
	expect(() => findTask('long-addition').codec({ maxLength: 4 }).encode('12+34')).toThrow('ALTA8005');
	expect(() => findTask('long-addition').codec().encode('12')).toThrow('ALTA8009');
});

test('prefixes are balanced, can be, or can not', () => {
	expect(prefixVerdicts('()({})}'.split(''))).toEqual(['P', 'T', 'P', 'P', 'P', 'T', 'F']);
	expect(prefixVerdicts('({)}'.split(''))).toEqual(['P', 'P', 'F', 'F']);
});

test.each(['dyck-1', 'dyck-2', 'shuffle-dyck'])('random texts of %s are of both kinds', (name) => {
	const [generate, oracle, random] = [findTask(name).generate(), findTask(name).oracle(), createRandom(6)];
	const last = Array.from({ length: 200 }, () =>
		oracle(generate(random, { minLength: 6, maxLength: 6 }))
			.split(' ')
			.at(-1),
	);
	const good = last.filter((word) => word === 'T' || word === 'true').length;
	expect(good).toBeGreaterThan(40);
	expect(good).toBeLessThan(160);
});
