import type { Readout, Value } from '@alta-ts/core';
import { describe, expect, test } from 'vitest';
import { readOut } from './read-out.js';

const readout: Readout = {
	classes: ['no', 'yes'],
	bias: [0, -1],
	terms: [
		{ variable: 'letter', value: 'a', weights: [1, 3] },
		{ variable: 'number', weights: [1, 0] },
	],
	pool: 'none',
};

/** Reads out of columns called `letter` and `number`. */
function read(pool: Readout['pool'], letter: readonly Value[], number: readonly Value[]) {
	return readOut({ ...readout, pool }, letter.length, (variable, position) => (variable === 'letter' ? letter : number)[position]);
}

describe('a read-out', () => {
	test('adds bias and weights; an undefined number counts as zero', () => {
		expect(read('none', ['a', 'b', undefined], [0, 4, undefined])).toEqual({
			logits: [
				[1, 2],
				[4, -1],
				[0, -1],
			],
			output: ['yes', 'no', 'no'],
		});
	});

	test('takes the first class on a tie', () => {
		expect(read('none', ['a'], [1]).output).toEqual(['no']);
	});

	test('takes the mean of all positions', () => {
		expect(read('mean', ['a', 'b'], [0, 3])).toEqual({ logits: [[2, 0.5]], output: ['no'] });
	});

	test('reads one position', () => {
		expect(read({ position: 1 }, ['b', 'a'], [0, 0])).toEqual({ logits: [[1, 2]], output: ['yes'] });
	});

	test('has no answer where there is no position to read', () => {
		expect(read({ position: 1 }, ['a'], [0])).toEqual({ logits: [[]], output: [undefined] });
		expect(read('mean', [], [])).toEqual({ logits: [[]], output: [undefined] });
		expect(read('none', [], [])).toEqual({ logits: [], output: [] });
	});
});
