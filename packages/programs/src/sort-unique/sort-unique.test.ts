import { expect, test } from 'vitest';
import { createRandom } from '../random.js';
import { sortUnique } from './task.js';

const codec = sortUnique.codec();

test('BOS is the business of the codec', () => {
	expect(codec.encode('3 5 4 2')).toEqual(['BOS', '3', '5', '4', '2']);
	expect(codec.decode([0, 2, 3, 4, 5], codec.encode('3 5 4 2'))).toBe('2 3 4 5');
	expect(codec.encode('')).toEqual(['BOS']);
	expect(codec.decode([0], ['BOS'])).toBe('');
});

test('a number that is given twice is ALTA8008, naming both places', () => {
	expect(() => codec.encode('3 5 3')).toThrow(/ALTA8008: 3 is given twice: as word 1 and as word 3/);
	expect(() => codec.encode('7 07')).toThrow('ALTA8008');
});

test('other bad texts: everything wrong with them at once', () => {
	expect(() => codec.encode('3 x 0 16 1.5')).toThrow(/ALTA8004: "x"[\s\S]*ALTA8007: 0 is[\s\S]*ALTA8007: 16 is[\s\S]*ALTA8004: "1.5"/);
	expect(() => codec.encode('1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 15')).toThrow(/ALTA8008[\s\S]*ALTA8005/);
});

test('the oracle sorts by size', () => {
	expect(sortUnique.oracle()('3 15 4 2')).toBe('2 3 4 15');
});

test('generated numbers are distinct and of every length', () => {
	const random = createRandom(5);
	const texts = Array.from({ length: 300 }, () => codec.encode(sortUnique.generate()(random, { maxLength: 15 })));
	expect(new Set(texts.map((tokens) => tokens.length))).toEqual(new Set(Array.from({ length: 16 }, (_, index) => index + 1)));
});
