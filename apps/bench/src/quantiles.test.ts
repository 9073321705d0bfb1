import { expect, test } from 'vitest';
import { median, quartiles } from './quantiles.js';

test('the median is the middle one, or halfway between two', () => {
	expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([5])]).toEqual([2, 2.5, 5]);
});

test('the quartiles are a quarter of the way from both ends', () => {
	expect(quartiles([5, 1, 4, 2, 3])).toEqual([2, 4]);
	expect(quartiles([1, 2])).toEqual([1.25, 1.75]);
	expect(quartiles([7])).toEqual([7, 7]);
});
