import { expect, test } from 'vitest';
import { costOf } from './cost-of.js';

test('counts operations, and bytes once', () => {
	expect(costOf({ kind: 'matmul', rows: 2, inner: 3, columns: 5 })).toEqual({ operations: 60, bytes: 4 * (6 + 15 + 10) });
	expect(costOf({ kind: 'attention', batch: 2, heads: 3, length: 5, width: 7 })).toEqual({ operations: 4 * 6 * 25 * 7, bytes: 16 * 210 });
	expect(costOf({ kind: 'softmax', rows: 3, columns: 5 })).toEqual({ operations: 0, bytes: 120 });
	expect(costOf({ kind: 'layer-norm', rows: 3, columns: 5 })).toEqual({ operations: 0, bytes: 120 });
	expect(costOf({ kind: 'gather', rows: 3, entries: 10, columns: 5 })).toEqual({ operations: 0, bytes: 132 });
});

test('of sparse products, only what is not zero counts as work', () => {
	const sizes = { kind: 'sparse-linear', rows: 10, inner: 20, columns: 30, inputDensity: 0.1, weightDensity: 0.5 } as const;
	expect(costOf(sizes)).toEqual({ operations: 2 * 10 * 0.1 * 300, bytes: 4 * (200 + 600 + 300) });
});

test('a block has no cost of one kernel', () => {
	expect(costOf({ kind: 'transformer-block', batch: 1, length: 1, width: 1, heads: 1, hidden: 1 })).toBeUndefined();
});
