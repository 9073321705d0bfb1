import type { BackendCase } from '@alta-ts/backend-kit';
import type { BufferType, Plan, Step } from '@alta-ts/tensor';
import { floats, integers, judge, rows, type Trial } from './judge-trial.js';

/** Columns for rows that a subgroup or two look at, and for rows that a whole workgroup does. */
const COLUMNS = [40, 1500] as const;

/** The least f32 that is finite. */
const LOWEST = -3.4028234663852886e38;

/** Cases for rows that many invocations share. */
export const rowCases: readonly BackendCase[] = COLUMNS.flatMap((columns): readonly BackendCase[] => [
	{
		name: `softmax f32: rows of ${columns} columns, some hidden, some far ahead`,
		op: 'softmax',
		dtype: 'f32',
		run: ({ backend }) => judge(backend, softened(columns), 2e-6),
	},
	{
		name: `softmax f32: one winner of ${columns}, and rows of −∞, exactly`,
		op: 'softmax',
		dtype: 'f32',
		run: ({ backend }) => judge(backend, won(columns)),
	},
	{
		name: `layer-norm f32: rows of ${columns} columns, of which some stay`,
		op: 'layer-norm',
		dtype: 'f32',
		run: ({ backend }) => judge(backend, normalised(columns), 1e-5),
	},
	{
		name: `argmax f32: ties, NaN and infinities in rows of ${columns} columns`,
		op: 'argmax',
		dtype: 'f32',
		run: ({ backend }) => judge(backend, chosen(columns)),
	},
]);

/** Numbers between −5 and 5 that do not repeat soon. */
const someNumbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => ((index * 7919) % 1013) / 101.3 - 5);

function alone(step: Step & { readonly out: string }, x: readonly (readonly number[])[], out: BufferType): Trial {
	const columns = x[0]?.length ?? 0;
	const plan: Plan = { name: 'rows', constants: {}, inputs: { x: rows(columns) }, buffers: { out }, outputs: ['out'], steps: [step] };
	return { plan, inputs: { x: floats([x.length, columns], ...x.flat()) } };
}

function softened(columns: number): Trial {
	const some = someNumbers(columns);
	const step: Step = { op: 'softmax', label: 'soften', x: 'x', out: 'out' };
	return alone(
		step,
		[
			some,
			some.map((number, column) => (column % 3 === 0 ? Number.NEGATIVE_INFINITY : number)),
			some.map((number) => 50 * number),
			some.map(() => LOWEST),
		],
		rows(columns),
	);
}

function won(columns: number): Trial {
	const hidden = Array<number>(columns).fill(Number.NEGATIVE_INFINITY);
	const won = (winner: number, others: number): readonly number[] => hidden.map((_, column) => (column === winner ? 7 : others));
	const step: Step = { op: 'softmax', label: 'soften', x: 'x', out: 'out' };
	return alone(step, [won(0, -200), won(columns - 1, -1e30), hidden, won(columns - 2, Number.NEGATIVE_INFINITY)], rows(columns));
}

function normalised(columns: number): Trial {
	const flags = { left: { dtype: 'i32', shape: ['sequences'] }, starts: { dtype: 'i32', shape: ['sequences+1'] } } as const;
	return {
		plan: {
			name: 'normalised',
			constants: {
				gain: floats([columns], ...someNumbers(columns)),
				bias: floats([columns], ...someNumbers(2 * columns).slice(columns)),
			},
			inputs: { x: rows(columns), ...flags },
			buffers: { all: rows(columns), some: rows(columns) },
			outputs: ['all', 'some'],
			steps: [
				{ op: 'layer-norm', label: 'all', x: 'x', gain: 'gain', bias: 'bias', epsilon: 0.001, out: 'all' },
				{
					op: 'layer-norm',
					label: 'some',
					x: 'x',
					gain: 'gain',
					bias: 'bias',
					epsilon: 0.001,
					unless: 'left',
					starts: 'starts',
					out: 'some',
				},
			],
		},
		inputs: {
			x: floats([5, columns], ...someNumbers(5 * columns)),
			left: integers(0, 1, -1, 0),
			starts: integers(0, 2, 2, 4, 5),
		},
	};
}

function chosen(columns: number): Trial {
	const some = someNumbers(columns);
	const at = (places: Readonly<Record<number, number>>): readonly number[] => some.map((number, column) => places[column] ?? number);
	const step: Step = { op: 'argmax', label: 'best', x: 'x', out: 'out' };
	return alone(
		step,
		[
			some,
			at({ [columns - 1]: 9 }),
			at({ 37: 9, [columns - 2]: 9, 5: 9 }),
			at({ 0: Number.NaN, 33: Number.POSITIVE_INFINITY, 34: Number.NaN, [columns - 1]: Number.POSITIVE_INFINITY }),
			some.map(() => Number.NaN),
			some.map((_, column) => (column === 39 ? Number.NEGATIVE_INFINITY : Number.NaN)),
			some.map((_, column) => (column % 2 === 0 ? -0 : 0)),
		],
		{ dtype: 'i32', shape: ['rows'] },
	);
}
