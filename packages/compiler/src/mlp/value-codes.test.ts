import { describe, expect, it } from 'vitest';
import { valueCodes } from './value-codes.js';

describe('the codes of values', () => {
	it('keep the distances of whole numbers', () => {
		expect(valueCodes([-2, 0, 5])).toEqual([1, 3, 8]);
	});

	it('are places in the list for anything else', () => {
		expect(valueCodes(['b', 'a', 7])).toEqual([1, 2, 3]);
		expect(valueCodes([0, 0.5])).toEqual([1, 2]);
		expect(valueCodes([3, 1, 2])).toEqual([1, 2, 3]);
		expect(valueCodes([0, 1_000_000])).toEqual([1, 2]);
	});
});
