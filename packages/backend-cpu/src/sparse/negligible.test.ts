import type { AttentionHead } from '@alta-ts/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { negligible } from './negligible.js';

const softmax: AttentionHead = { name: 'head', keyColumns: [0, 1], valueColumns: [0, 1], kind: 'softmax', scale: 1 };

describe('keys without a product', () => {
	it('are left out beyond a margin, and not before', () => {
		const decide = (top: number, rest: number): boolean => negligible(softmax, 0, 1, Float64Array.of(top), 1, rest);
		expect([decide(103.9, 1), decide(104, 1), decide(104, 2), decide(105, 2)]).toEqual([false, true, false, true]);
	});

	it('weigh nothing in f32 wherever they are left out of a softmax', () => {
		fc.assert(
			fc.property(
				fc.double({ min: 90, max: 130, noNaN: true }),
				fc.integer({ min: 1, max: 1e7 }),
				fc.double({ min: 0, max: 1e9, noNaN: true }),
				fc.double({ min: -1e3, max: 1e3, noNaN: true }),
				(top, rest, largest, double) => {
					const other = Math.fround(double) + 0;
					const left = negligible(softmax, 0, largest, Float64Array.of(top), 1, rest);
					// Together they add at most this to the sum, of which the other key, with weight 1, makes all else.
					const most = rest * Math.exp(-top) * Math.max(1, largest);
					if (!left) return;
					expect(Math.fround(most)).toBe(0);
					expect(Math.fround((other + most) / (1 + rest * Math.exp(-top)))).toBe(other);
				},
			),
		);
	});
});
