import { type AttentionOp, type FloatDType, type Op, rounding, type Tensor } from '@alta-ts/tensor';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numbers, tensor } from '../data/numbers.js';
import { toleranceOf } from './op-tolerance.js';

/** Rounds to the dtype, as a device may after every operation. */
function rounder(dtype: FloatDType): (x: number) => number {
	return dtype === 'f32' ? Math.fround : (rounding(dtype) ?? Number);
}

/** A sum whose every partial sum is rounded. */
function sum(entries: readonly number[], round: (x: number) => number): number {
	return entries.reduce((total, entry) => round(total + entry), 0);
}

interface Computed {
	readonly op: Op;
	readonly operands: Readonly<Record<string, Tensor>>;
	/** The result, with the given rounding after each operation. */
	readonly compute: (round: (x: number) => number) => readonly number[];
}

function row(x: Tensor): readonly number[] {
	return Array.from(x.data);
}

/** Sums from the last term to the first, another order than the reference's. */
function dot(a: readonly number[], b: readonly number[], round: (x: number) => number): number {
	return sum(a.map((entry, index) => round(entry * (b[index] ?? 0))).reverse(), round);
}

function linear(dtype: FloatDType, inputs: number, seed: number): Computed {
	const operands = { x: numbers(dtype, [1, inputs], seed), w: numbers(dtype, [inputs, 1], seed + 1), b: numbers(dtype, [1], seed + 2) };
	return {
		op: { op: 'linear', label: 'linear', x: 'x', weight: 'w', bias: 'b', activation: 'none', out: 'out' },
		operands,
		compute: (round) => [round(dot(row(operands.x), row(operands.w), round) + (operands.b.data[0] ?? 0))],
	};
}

function softmax(dtype: FloatDType, columns: number, seed: number): Computed {
	const x = numbers(dtype, [1, columns], seed);
	return {
		op: { op: 'softmax', label: 'softmax', x: 'x', out: 'out' },
		operands: { x },
		compute: (round) => {
			const largest = Math.max(...row(x));
			const weights = row(x).map((entry) => round(Math.exp(round(entry - largest))));
			const total = sum(weights, round);
			return weights.map((weight) => round(weight / total));
		},
	};
}

function layerNorm(dtype: FloatDType, columns: number, seed: number): Computed {
	const operands = {
		x: numbers(dtype, [1, columns], seed),
		g: numbers(dtype, [columns], seed + 1),
		b: numbers(dtype, [columns], seed + 2),
	};
	return {
		op: { op: 'layer-norm', label: 'norm', x: 'x', gain: 'g', bias: 'b', epsilon: 0.25, out: 'out' },
		operands,
		compute: (round) => {
			const mean = round(sum(row(operands.x), round) / columns);
			const distances = row(operands.x).map((entry) => round(entry - mean));
			const variance = round(
				sum(
					distances.map((distance) => round(distance * distance)),
					round,
				) / columns,
			);
			const deviation = round(Math.sqrt(round(variance + 0.25)));
			return distances.map((distance, column) =>
				round(round(round(distance / deviation) * (operands.g.data[column] ?? 0)) + (operands.b.data[column] ?? 0)),
			);
		},
	};
}

/** One query over keys of three columns; the weights are divided by their total before the values are added up. */
function attention(dtype: FloatDType, keys: number, seed: number): Computed {
	const operands = {
		q: numbers(dtype, [keys, 3], seed),
		k: numbers(dtype, [keys, 3], seed + 1),
		v: numbers(dtype, [keys, 1], seed + 2),
		starts: tensor('i32', [2], [0, keys]),
	};
	const at = (x: Tensor, index: number): readonly number[] => Array.from(x.data.subarray(index * 3, index * 3 + 3));
	return {
		op: {
			op: 'attention',
			label: 'attend',
			query: 'q',
			key: 'k',
			value: 'v',
			starts: 'starts',
			heads: [
				{ name: 'head', keyColumns: [0, 3], valueColumns: [0, 1], kind: 'softmax', scale: 0.5, null: { logit: 0.25, value: 'zero' } },
			],
			out: 'out',
		},
		operands,
		compute: (round) =>
			Array.from({ length: keys }, (_, query) => {
				const scores = Array.from({ length: keys }, (__, key) => round(0.5 * dot(at(operands.q, query), at(operands.k, key), round)));
				const largest = Math.max(0.25, ...scores);
				const weights = [...scores, 0.25].map((score) => round(Math.exp(round(score - largest))));
				const total = sum(weights, round);
				return sum(
					row(operands.v).map((value, key) => round(round((weights[key] ?? 0) / total) * value)),
					round,
				);
			}),
	};
}

function toleranceFor(
	{ op, operands, compute }: Computed,
	dtype: FloatDType,
): { readonly exact: readonly number[]; readonly bounds: Float64Array } {
	const exact = compute(Number);
	const columns = op.op === 'attention' || op.op === 'linear' ? 1 : exact.length;
	const out: Tensor = { dtype, shape: [exact.length / columns, columns], data: Float64Array.from(exact) };
	const values = (ref: string): Tensor => operands[ref] ?? tensor(dtype, [0], []);
	return { exact, bounds: toleranceOf(op, values, out) };
}

describe.each(Object.entries({ linear, softmax, layerNorm, attention }))('%s', (_, make) => {
	test.each(['f32', 'f16', 'bf16'] as const)('a device that rounds after every operation to %s is within the tolerance', (dtype) => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(1e6), (size, seed) => {
				const computed = make(dtype, size, seed);
				const { exact, bounds } = toleranceFor(computed, dtype);
				computed.compute(rounder(dtype)).forEach((entry, index) => {
					expect(Math.abs(entry - (exact[index] ?? 0))).toBeLessThanOrEqual(bounds[index] ?? 0);
				});
			}),
		);
	});

	test('the tolerance is no wider than a few hundred roundings, so that mistakes show', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(1e6), (size, seed) => {
				const { bounds } = toleranceFor(make('f32', size, seed), 'f32');
				for (const bound of bounds) expect(bound).toBeLessThan(300 * 2 ** -24 * Math.max(4, size));
			}),
		);
	});
});

describe('softmax attention whose keys all score hugely', () => {
	/** Two queries over two keys with values 0 and 2, whose scores differ by nothing but rounding. */
	function bounds(scale: number, bias: number): readonly number[] {
		const operands: Readonly<Record<string, Tensor>> = {
			q: tensor('f32', [2, 1], [1, 1]),
			v: tensor('f32', [2, 2], [0, 2, 0, 2]),
			bias: tensor('f32', [3], [bias, bias, bias]),
			starts: tensor('i32', [2], [0, 2]),
		};
		const op: AttentionOp = {
			op: 'attention',
			label: 'attend',
			query: 'q',
			key: 'q',
			value: 'v',
			starts: 'starts',
			heads: [{ name: 'head', keyColumns: [0, 1], valueColumns: [0, 2], kind: 'softmax', scale, offsetBias: 'bias' }],
			out: 'out',
		};
		return Array.from(toleranceOf(op, (ref) => operands[ref] ?? tensor('f32', [0], []), tensor('f32', [2, 2], [0, 2, 0, 2])));
	}

	test.each([-1e3, -1e9, -3.4e38])('knows scores exactly where they are nothing but the bias %d', (bias) => {
		for (const bound of bounds(0, bias)) expect(bound).toBeLessThan(1e-5);
	});

	test.each([-1e9, -3.4e38])('lets no answer be outside of the values where rounding of %d decides', (bias) => {
		const [zero = Number.NaN, two = Number.NaN] = bounds(1, bias);
		expect(zero).toBeLessThan(1e-30);
		expect(two).toBeLessThanOrEqual(4.001);
	});
});
