import type { Capabilities, DType, FloatDType, Plan, Tensor } from '@alta-ts/tensor';
import { numbers, startsOf, tensor } from '../data/numbers.js';
import { asStarts, perRow, rows, trial } from '../data/trial.js';
import type { Trial } from '../judge.js';

/** A float the backend has: f32 where there is one. Cases about the contract use it. */
export function someFloat({ dtypes }: Capabilities): FloatDType {
	const floats = dtypes.filter((dtype): dtype is FloatDType => dtype !== 'i32');
	return floats.find((dtype) => dtype === 'f32') ?? floats[0] ?? 'f32';
}

/** Doubles x, [rows, 2], into y. */
export function doubling(dtype: DType): Plan {
	return {
		name: 'double',
		constants: {},
		inputs: { x: rows(dtype, 2) },
		buffers: { y: rows(dtype, 2) },
		outputs: ['y'],
		steps: [{ op: 'add', label: 'sum', a: 'x', b: 'x', out: 'y' }],
	};
}

/** Some rows for {@link doubling}. */
export function pairs(dtype: DType, count: number, first = 1): Tensor {
	return tensor(
		dtype,
		[count, 2],
		Array.from({ length: count * 2 }, (_, entry) => ((first + entry) % 17) - 8),
	);
}

/** What {@link doubling} gives of some rows. */
export function doubled({ dtype, shape, data }: Tensor): Tensor {
	return { dtype, shape, data: data.map((entry) => entry * 2) };
}

/** A plan of several ops that takes a moment: two layers of attention and linear maps on pseudo-random numbers. */
export function layered(dtype: FloatDType, count = 40): Trial {
	const width = 16;
	return trial('layers', {
		constants: { weight: numbers(dtype, [width, width], 1), bias: numbers(dtype, [width], 2) },
		given: { x: perRow(numbers(dtype, [count, width], 3)), starts: asStarts(startsOf([count - 3, 0, 3])) },
		buffers: { state: rows(dtype, width), seen: rows(dtype, width), next: rows(dtype, width) },
		outputs: ['state'],
		steps: [
			{ op: 'linear', label: 'begin', x: 'x', weight: 'weight', activation: 'none', out: 'state' },
			{
				op: 'repeat',
				label: 'layers',
				atMost: 2,
				steps: [
					{
						op: 'attention',
						label: 'attend',
						query: 'state',
						key: 'state',
						value: 'state',
						starts: 'starts',
						heads: [{ name: 'head', keyColumns: [0, 8], valueColumns: [0, width], kind: 'softmax', scale: 0.05 }],
						out: 'seen',
					},
					{ op: 'linear', label: 'mlp', x: 'seen', weight: 'weight', bias: 'bias', activation: 'clipped-relu', out: 'next' },
					{ op: 'add', label: 'add', a: 'state', b: 'next', out: 'state' },
				],
			},
		],
	});
}
