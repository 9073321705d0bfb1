import { type ActivationName, activations, createReferenceBackend, type Plan, type SparseMatrix } from '@alta-ts/tensor';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCpuBackend } from '../create-cpu-backend.js';
import { firstDifference, runPlan } from '../testing/compare.js';

/** Numbers of every size, zeros of both signs among them. */
const number = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(0, -0, 0, 1, -1, 0.1) },
	{ weight: 1, arbitrary: fc.float({ noNaN: true, noDefaultInfinity: true, min: Math.fround(-1e15), max: Math.fround(1e15) }) },
);

const layer = fc
	.record({ rows: fc.integer({ min: 0, max: 5 }), inputs: fc.integer({ min: 0, max: 9 }), outputs: fc.integer({ min: 0, max: 9 }) })
	.chain(({ rows, inputs, outputs }) =>
		fc.record({
			rows: fc.constant(rows),
			inputs: fc.constant(inputs),
			outputs: fc.constant(outputs),
			x: fc.array(number, { minLength: rows * inputs, maxLength: rows * inputs }),
			entries: fc.array(fc.option(number), { minLength: inputs * outputs, maxLength: inputs * outputs }),
			bias: fc.option(fc.array(number, { minLength: outputs, maxLength: outputs })),
			activation: fc.constantFrom(...(Object.keys(activations) as ActivationName[])),
		}),
	);

function sparse(entries: readonly (number | null)[], rows: number, width: number): SparseMatrix {
	const kept = [...entries.entries()].flatMap(([index, value]) => (value === null ? [] : [{ index, value }]));
	return {
		dtype: 'f32',
		shape: [rows, width],
		rowStarts: Int32Array.from({ length: rows + 1 }, (_, row) => kept.filter(({ index }) => index < row * width).length),
		columns: Int32Array.from(kept, ({ index }) => index % width),
		values: Float32Array.from(kept, ({ value }) => value),
	};
}

it('gives the bits of the reference backend', async () => {
	await fc.assert(
		fc.asyncProperty(layer, async ({ rows, inputs, outputs, x, entries, bias, activation }) => {
			const plan: Plan = {
				name: 'sparse linear',
				constants: {
					weight: sparse(entries, inputs, outputs),
					...(bias === null ? {} : { bias: { dtype: 'f32', shape: [outputs], data: Float32Array.from(bias) } }),
				},
				inputs: { x: { dtype: 'f32', shape: ['rows', inputs] } },
				buffers: { out: { dtype: 'f32', shape: ['rows', outputs] } },
				outputs: ['out'],
				steps: [
					{ op: 'linear', label: 'linear', x: 'x', weight: 'weight', ...(bias === null ? {} : { bias: 'bias' }), activation, out: 'out' },
				],
			};
			const given = { x: { dtype: 'f32', shape: [rows, inputs], data: Float32Array.from(x) } } as const;
			const backend = createCpuBackend();
			const difference = firstDifference(await runPlan(backend, plan, given), await runPlan(createReferenceBackend(), plan, given));
			backend.dispose();
			expect(difference).toBeUndefined();
		}),
		{ numRuns: 500 },
	);
});
