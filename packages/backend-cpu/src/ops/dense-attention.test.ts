import { type AttentionHead, createReferenceBackend, type Plan } from '@alta-ts/tensor';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCpuBackend } from '../create-cpu-backend.js';
import { farthest, planOf, runPlan, someNumbers, tensor } from '../testing/compare.js';

const LONGEST = 24;

const offset = fc.integer({ min: -LONGEST - 2, max: LONGEST + 2 });
const offsets: fc.Arbitrary<AttentionHead['offsets']> = fc.oneof(
	fc.constant(undefined),
	// As many as dense heads have at least.
	fc.uniqueArray(offset, { minLength: 6, maxLength: 12 }),
	offset.map((from) => ({ from })),
	offset.map((to) => ({ to })),
	fc.tuple(offset, offset).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })),
	fc.constantFrom({ from: 5_000_000_000 }, { to: -5_000_000_000 }),
);

const nullKey: fc.Arbitrary<AttentionHead['null'] | undefined> = fc.option(
	fc.record({
		logit: fc.constantFrom(-0.5, 0, 0.75),
		value: fc.oneof(
			fc.constant('zero' as const),
			fc.constant({ vector: 'vector' }),
			fc.integer({ min: 0, max: LONGEST }).map((position) => ({ position })),
		),
	}),
	{ nil: undefined },
);

interface Case {
	readonly lengths: readonly number[];
	readonly keyWidth: number;
	readonly valueWidth: number;
	readonly kind: AttentionHead['kind'];
	readonly offsets: AttentionHead['offsets'];
	readonly null: AttentionHead['null'] | undefined;
	readonly hidden: readonly number[] | undefined;
}

const anyCase: fc.Arbitrary<Case> = fc.record({
	lengths: fc.array(fc.integer({ min: 0, max: LONGEST }), { maxLength: 4 }),
	keyWidth: fc.integer({ min: 6, max: 20 }),
	valueWidth: fc.integer({ min: 0, max: 18 }),
	kind: fc.constantFrom('softmax', 'hard', 'relu', 'linear'),
	offsets,
	null: nullKey,
	hidden: fc.option(fc.array(offset, { maxLength: 8 }), { nil: undefined }),
});

function planFor(each: Case): Plan {
	const keys = { dtype: 'f32', shape: ['rows', each.keyWidth + 2] } as const;
	const values = { dtype: 'f32', shape: ['rows', each.valueWidth + 3] } as const;
	const biases = someNumbers(2 * LONGEST - 1, 9);
	for (const at of each.hidden ?? []) if (Math.abs(at) < LONGEST) biases[at + LONGEST - 1] = Number.NEGATIVE_INFINITY;
	const head: AttentionHead = {
		name: 'head',
		keyColumns: [1, 1 + each.keyWidth],
		valueColumns: [2, 2 + each.valueWidth],
		kind: each.kind,
		scale: 0.5,
		...(each.offsets === undefined ? {} : { offsets: each.offsets }),
		...(each.null === undefined ? {} : { null: each.null }),
		...(each.hidden === undefined ? {} : { offsetBias: 'biases' }),
	};
	return planOf({
		constants: {
			biases: { dtype: 'f32', shape: [biases.length], data: biases },
			vector: { dtype: 'f32', shape: [each.valueWidth], data: someNumbers(each.valueWidth, 8) },
		},
		inputs: { query: keys, key: keys, value: values, starts: { dtype: 'i32', shape: ['sequences+1'] } },
		buffers: { out: values },
		outputs: ['out'],
		steps: [{ op: 'attention', label: 'a', query: 'query', key: 'key', value: 'value', starts: 'starts', heads: [head], out: 'out' }],
	});
}

test.each(['auto', 'javascript'] as const)('dense heads are those of the reference, whatever they see (%s)', async (kernels) => {
	const backend = createCpuBackend({ kernels });
	const reference = createReferenceBackend();
	await fc.assert(
		fc.asyncProperty(anyCase, async (each) => {
			const starts = [0];
			for (const length of each.lengths) starts.push((starts.at(-1) ?? 0) + length);
			const rows = starts.at(-1) ?? 0;
			const columns = { query: each.keyWidth + 2, key: each.keyWidth + 2, value: each.valueWidth + 3 };
			const inputs = {
				query: tensor('f32', [rows, columns.query], someNumbers(rows * columns.query, 1)),
				key: tensor('f32', [rows, columns.key], someNumbers(rows * columns.key, 2)),
				value: tensor('f32', [rows, columns.value], someNumbers(rows * columns.value, 3)),
				starts: tensor('i32', [starts.length], starts),
			};
			const plan = planFor(each);
			const [found, expected] = [await runPlan(backend, plan, inputs), await runPlan(reference, plan, inputs)];
			expect(farthest(found.outputs.out ?? [], expected.outputs.out ?? [])).toBeLessThan(2e-4);
		}),
		{ numRuns: 400 },
	);
});

test('a sequence gives the same bits alone as in a batch', async () => {
	const backend = createCpuBackend();
	const plan = planFor({ lengths: [], keyWidth: 17, valueWidth: 11, kind: 'softmax', offsets: { from: -9 }, null: undefined, hidden: [3] });
	const run = async (lengths: readonly number[]): Promise<readonly number[]> => {
		const starts = [0];
		for (const length of lengths) starts.push((starts.at(-1) ?? 0) + length);
		const rows = starts.at(-1) ?? 0;
		const part = (columns: number, seed: number) => tensor('f32', [rows, columns], someNumbers(rows * columns, seed));
		const inputs = { query: part(19, 1), key: part(19, 2), value: part(14, 3), starts: tensor('i32', [starts.length], starts) };
		return (await runPlan(backend, plan, inputs)).outputs.out ?? [];
	};
	for (const first of [1, 3, 4, 5, 6, 9, 23]) {
		expect((await run([first, 20])).slice(0, first * 14), `${first} rows`).toEqual(await run([first]));
	}
});
