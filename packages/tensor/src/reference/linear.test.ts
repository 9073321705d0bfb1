import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ActivationName } from '../plan.js';
import type { SparseMatrix } from '../tensor.js';
import { planOf, runPlan, tensor } from '../testing/run-plan.js';
import { activations } from './activation.js';
import { erfc } from './erfc.js';

const number = fc.double({ min: -4, max: 4, noNaN: true });
const mostlyZero = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, number);

/** Rows of numbers, and the matrix and bias they go through. */
const linearCase = fc
	.record({ rows: fc.integer({ min: 0, max: 4 }), inputs: fc.integer({ min: 0, max: 4 }), outputs: fc.integer({ min: 0, max: 4 }) })
	.chain((sizes) =>
		fc.record({
			sizes: fc.constant(sizes),
			x: fc.array(mostlyZero, { minLength: sizes.rows * sizes.inputs, maxLength: sizes.rows * sizes.inputs }),
			weight: fc.array(mostlyZero, { minLength: sizes.inputs * sizes.outputs, maxLength: sizes.inputs * sizes.outputs }),
			bias: fc.option(fc.array(number, { minLength: sizes.outputs, maxLength: sizes.outputs }), { nil: undefined }),
		}),
	);

/** The same matrix without its zeros. */
function compressed(rows: number, columns: number, numbers: readonly number[]): SparseMatrix {
	const entries = Array.from({ length: rows }, (_, row) =>
		numbers.slice(row * columns, (row + 1) * columns).flatMap((value, column) => (value === 0 ? [] : [{ column, value }])),
	);
	const flat = entries.flat();
	return {
		dtype: 'f64',
		shape: [rows, columns],
		rowStarts: Int32Array.from([0, ...entries.map((_, row) => entries.slice(0, row + 1).flat().length)]),
		columns: Int32Array.from(flat, ({ column }) => column),
		values: Float64Array.from(flat, ({ value }) => value),
	};
}

test('linear is x · W + b, with dense and sparse weights', async () => {
	await fc.assert(
		fc.asyncProperty(linearCase, fc.boolean(), async ({ sizes: { rows, inputs, outputs }, x, weight, bias }, sparse) => {
			const plan = planOf({
				constants: {
					w: sparse ? compressed(inputs, outputs, weight) : tensor('f64', [inputs, outputs], weight),
					...(bias === undefined ? {} : { b: tensor('f64', [outputs], bias) }),
				},
				inputs: { x: { dtype: 'f64', shape: ['rows', inputs] } },
				buffers: { y: { dtype: 'f64', shape: ['rows', outputs] } },
				outputs: ['y'],
				steps: [
					{ op: 'linear', label: 'l', x: 'x', weight: 'w', ...(bias === undefined ? {} : { bias: 'b' }), activation: 'none', out: 'y' },
				],
			});
			const { outputs: found } = await runPlan(plan, { x: tensor('f64', [rows, inputs], x) });
			const expected = Array.from({ length: rows * outputs }, (_, index) => {
				const row = Math.floor(index / outputs);
				const column = index % outputs;
				const products = Array.from({ length: inputs }, (_, k) => (x[row * inputs + k] ?? 0) * (weight[k * outputs + column] ?? 0));
				return products.reduce((a, b) => a + b, 0) + (bias?.[column] ?? 0);
			});
			expect(found.y?.length).toBe(expected.length);
			found.y?.forEach((each, index) => {
				expect(each).toBeCloseTo(expected[index] ?? Number.NaN, 10);
			});
		}),
		{ numRuns: 60 },
	);
});

test('sums are exact in double precision before they are rounded to f32', async () => {
	const plan = planOf({
		constants: { w: tensor('f32', [3, 1], [1, 1, 1]) },
		inputs: { x: { dtype: 'f32', shape: ['rows', 3] } },
		buffers: { y: { dtype: 'f32', shape: ['rows', 1] } },
		outputs: ['y'],
		steps: [{ op: 'linear', label: 'l', x: 'x', weight: 'w', activation: 'none', out: 'y' }],
	});
	const { outputs } = await runPlan(plan, { x: tensor('f32', [1, 3], [2 ** 25, 1, -(2 ** 25)]) });
	expect(outputs.y).toEqual([1]);
});

async function activate(activation: ActivationName, numbers: readonly number[]): Promise<readonly number[] | undefined> {
	const plan = planOf({
		constants: { w: tensor('f64', [1, 1], [1]) },
		inputs: { x: { dtype: 'f64', shape: ['rows', 1] } },
		buffers: { y: { dtype: 'f64', shape: ['rows', 1] } },
		outputs: ['y'],
		steps: [{ op: 'linear', label: 'l', x: 'x', weight: 'w', activation, out: 'y' }],
	});
	return (await runPlan(plan, { x: tensor('f64', [numbers.length, 1], numbers) })).outputs.y;
}

test('relu, clipped relu, tanh and sigmoid', async () => {
	expect(await activate('relu', [-1, 0, 0.5, 7])).toEqual([0, 0, 0.5, 7]);
	expect(await activate('clipped-relu', [-1, 0, 0.5, 1, 7, 1e30])).toEqual([0, 0, 0.5, 1, 1, 1]);
	expect(await activate('tanh', [0, 1])).toEqual([0, Math.tanh(1)]);
	expect(await activate('sigmoid', [0, 2, -1000])).toEqual([0.5, 1 / (1 + Math.exp(-2)), 0]);
});

test('gelu is x times the normal distribution, also far out', async () => {
	const [zero, one, minusOne, far, high] = (await activate('gelu', [0, 1, -1, -10, 60])) ?? [];
	expect(zero).toBe(0);
	expect(one).toBeCloseTo(0.841344746068543, 13);
	expect(minusOne).toBeCloseTo(-0.158655253931457, 13);
	expect((far ?? 0) / -7.619853024160526e-23).toBeCloseTo(1, 10);
	expect(high).toBe(60);
	expect(activations.gelu(-60)).toBeCloseTo(0, 100);
});

test('erfc equals its published values', () => {
	const table = [
		[0, 1],
		[0.5, 0.4795001221869535],
		[1, 0.1572992070502851],
		[2, 0.004677734981047266],
		[3, 2.209049699858544e-5],
		[5, 1.537459794428035e-12],
		[-1, 1.842700792949715],
	] as const;
	for (const [x, expected] of table) expect(erfc(x) / expected).toBeCloseTo(1, 12);
	expect(erfc(40)).toBe(0);
	expect(erfc(Number.NaN)).toBeNaN();
});
