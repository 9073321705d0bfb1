import { expect, test } from 'vitest';
import { valueText } from './value-text.js';

test('numbers of single precision have the digits that they need', () => {
	expect([Math.fround(13 / 3), Math.fround(1 / 3), Math.fround(0.1)].map(valueText)).toEqual(['4.3333335', '0.33333334', '0.1']);
	expect([13 / 3, 0.5, 2, -0.25, 16_777_217].map(valueText)).toEqual(['4.333333333333333', '0.5', '2', '-0.25', '16777217']);
});

test('what is undefined is a mark, and sets stand in braces', () => {
	expect([undefined, new Set([1, 2]), true, 'a'].map(valueText)).toEqual(['·', '{1,2}', 'true', 'a']);
});
