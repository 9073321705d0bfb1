import { type AttentionHead, createReferenceBackend, type Plan, type SparseMatrix, type Tensor } from '@alta-ts/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCpuBackend } from '../create-cpu-backend.js';
import { farthest, runPlan } from '../testing/compare.js';
import { createRandom } from '../testing/random-loop.js';

/** The identity as a sparse matrix: queries that come out of one are taken for sparse. */
function identity(size: number): SparseMatrix {
	const each = Int32Array.from({ length: size }, (_, index) => index);
	return {
		dtype: 'f32',
		shape: [size, size],
		rowStarts: Int32Array.from([...each, size]),
		columns: each,
		values: new Float32Array(size).fill(1),
	};
}

interface Case {
	readonly plan: Plan;
	readonly inputs: Readonly<Record<string, Tensor>>;
}

/** One head over nearly one-hot queries and keys. */
function caseOf(
	head: Omit<AttentionHead, 'name' | 'keyColumns' | 'valueColumns'>,
	lengths: readonly number[],
	seed: number,
	active = 1,
): Case {
	const random = createRandom(seed);
	const width = 12;
	const rows = lengths.reduce((a, b) => a + b, 0);
	const starts = Int32Array.from([0, ...lengths.map((_, index) => lengths.slice(0, index + 1).reduce((a, b) => a + b, 0))]);
	const oneHot = (): Float32Array => {
		const data = new Float32Array(rows * width);
		for (let row = 0; row < rows; row++) {
			const count = random() < 0.8 ? active : 0;
			for (let each = 0; each < count; each++)
				data[row * width + Math.floor(random() * width)] = [1, 16, 0.3, -2][Math.floor(random() * 4)] ?? 1;
		}
		return data;
	};
	const type = { dtype: 'f32', shape: ['rows', width] } as const;
	const values = { dtype: 'f32', shape: ['rows', 2] } as const;
	return {
		plan: {
			name: 'one head',
			constants: {
				identity: identity(width),
				none: { dtype: 'f32', shape: [2], data: Float32Array.of(0.25, -7) },
				bias: {
					dtype: 'f32',
					shape: [99],
					data: Float32Array.from({ length: 99 }, () => [0, -3, 40, Number.NEGATIVE_INFINITY][Math.floor(random() * 4)] ?? 0),
				},
			},
			inputs: { asked: type, key: type, value: values, starts: { dtype: 'i32', shape: ['sequences+1'] } },
			buffers: { query: type, out: values },
			outputs: ['out'],
			steps: [
				{ op: 'linear', label: 'query', x: 'asked', weight: 'identity', activation: 'none', out: 'query' },
				{
					op: 'attention',
					label: 'attention',
					query: 'query',
					key: 'key',
					value: 'value',
					starts: 'starts',
					heads: [{ ...head, name: 'head', keyColumns: [0, width], valueColumns: [0, 2] }],
					out: 'out',
				},
			],
		},
		inputs: {
			asked: { dtype: 'f32', shape: [rows, width], data: oneHot() },
			key: { dtype: 'f32', shape: [rows, width], data: oneHot() },
			value: { dtype: 'f32', shape: [rows, 2], data: Float32Array.from({ length: rows * 2 }, () => Math.floor(random() * 9) - 4) },
			starts: { dtype: 'i32', shape: [starts.length], data: starts },
		},
	};
}

const kinds = fc.constantFrom('softmax', 'hard', 'relu', 'linear') as fc.Arbitrary<AttentionHead['kind']>;
const offsets = fc.constantFrom<AttentionHead['offsets']>(
	undefined,
	undefined,
	[-1],
	[0, 3, -2],
	{ to: 0 },
	{ from: 1 },
	{ from: -3, to: 2 },
);
const nulls = fc.option(
	fc.record({
		logit: fc.constantFrom(0, 128, 150, -1, 1e30),
		value: fc.constantFrom<NonNullable<AttentionHead['null']>['value']>('zero', { vector: 'none' }, { position: 3 }),
	}),
);

describe('attention by matches', () => {
	it('is what the reference backend computes from all pairs', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.record({ kind: kinds, scale: fc.constantFrom(1, 200, 0.5, -300), offsets, none: nulls, bias: fc.boolean() }),
				fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 3 }),
				fc.integer(),
				fc.integer({ min: 1, max: 3 }),
				async ({ kind, scale, offsets, none, bias }, lengths, seed, active) => {
					const head = {
						kind,
						scale,
						...(offsets === undefined ? {} : { offsets }),
						...(none === null ? {} : { null: none }),
						...(bias ? { offsetBias: 'bias' } : {}),
					};
					const { plan, inputs } = caseOf(head, lengths, seed, active);
					const backend = createCpuBackend();
					const [found, expected] = [await runPlan(backend, plan, inputs), await runPlan(createReferenceBackend(), plan, inputs)];
					backend.dispose();
					expect(farthest(found.outputs.out ?? [], expected.outputs.out ?? [])).toBe(0);
				},
			),
			{ numRuns: 600 },
		);
	});

	it.each([undefined, { to: 0 }, [-1, 2]])(
		'takes memory that grows with the length, not with its square, for offsets %j',
		async (offsets) => {
			const head = {
				kind: 'softmax',
				scale: 300,
				...(offsets === undefined ? {} : { offsets }),
				null: { logit: 150, value: 'zero' },
			} as const;
			for (const length of [4000, 8000]) {
				const { plan, inputs } = caseOf(head, [length], 5);
				const backend = createCpuBackend({ memoryBytes: 2 ** 17 + length * 400 });
				const { outputs } = await runPlan(backend, plan, inputs);
				expect(outputs.out?.length).toBe(2 * length);
				backend.dispose();
			}
		},
	);
});
