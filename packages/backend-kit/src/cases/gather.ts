import type { FloatDType, GatherOp, SparseMatrix, Tensor } from '@alta-ts/tensor';
import type { BackendCase } from '../case.js';
import { numbers, random, sparse, tensor } from '../data/numbers.js';
import { SIZES } from '../data/sizes.js';
import { fixed, perRow, perSequence, rows, trial } from '../data/trial.js';
import type { Trial } from '../judge.js';
import { exactCases } from './op-case.js';

const gather: GatherOp = { op: 'gather', label: 'gather', table: 'table', indices: 'indices', out: 'out' };

function lookUp(what: string, dtype: FloatDType, table: Tensor | SparseMatrix, indices: readonly number[]): Trial {
	const columns = table.shape[1] ?? 0;
	return trial(what, {
		constants: { table },
		given: { indices: perRow(tensor('i32', [indices.length], indices)) },
		buffers: { out: rows(dtype, columns) },
		steps: [gather],
	});
}

function someIndices(count: number, entries: number): readonly number[] {
	const next = random(count);
	return Array.from({ length: count }, (_, row) => (row === count - 1 ? entries - 1 : Math.floor(next() * entries)));
}

function* sizes(dtype: FloatDType, store: (table: Tensor) => Tensor | SparseMatrix): Iterable<Trial> {
	for (const count of SIZES) yield lookUp(`${count} rows`, dtype, store(numbers(dtype, [7, 5], 1)), someIndices(count, 7));
	for (const columns of SIZES) yield lookUp(`${columns} columns`, dtype, store(numbers(dtype, [7, columns], 2)), someIndices(9, 7));
	for (const entries of SIZES.filter((size) => size > 0))
		yield lookUp(`${entries} entries`, dtype, store(numbers(dtype, [entries, 5], 3)), someIndices(9, entries));
	yield lookUp('an empty table, no rows', dtype, store(numbers(dtype, [0, 5], 4)), []);
}

function* others(dtype: FloatDType): Iterable<Trial> {
	const table = numbers(dtype, [6, 33], 5);
	const indices = tensor('i32', [4], [5, 0, 0, 3]);
	yield lookUp('a sparse table with empty rows', dtype, sparse(numbers(dtype, [9, 65], 6, 'sparse')), [8, 8, 0, 4, 1, 2, 3]);
	yield lookUp('a sparse table of nothing', dtype, sparse(tensor(dtype, [3, 4], Array<number>(12).fill(0))), [2, 0, 1]);
	yield trial('a table that is an input', {
		given: { indices: perRow(indices), table: fixed(table) },
		buffers: { out: rows(dtype, 33) },
		steps: [gather],
	});
	yield trial('an index for each sequence', {
		constants: { table },
		given: { indices: perSequence(indices) },
		buffers: { out: { dtype, shape: ['sequences', 33] } },
		steps: [gather],
	});
	yield trial('a number of rows that the plan knows', {
		constants: { table },
		given: { indices: fixed(indices) },
		buffers: { out: { dtype, shape: [4, 33] } },
		steps: [gather],
	});
}

/** Looking rows up: always exact. */
export const gatherCases: readonly BackendCase[] = [
	...exactCases('gather', 'dense tables of all sizes', (dtype) => sizes(dtype, (table) => table)),
	...exactCases('gather', 'sparse tables of all sizes', (dtype) => sizes(dtype, sparse)),
	...exactCases('gather', 'tables and indices from anywhere', others),
];
