import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttentionHead, Op, Plan } from '../plan.js';
import { rounding } from '../round-to.js';
import type { FloatDType } from '../tensor.js';
import { planOf, runPlan, tensor } from '../testing/run-plan.js';

const head: AttentionHead = { name: 'h', keyColumns: [0, 2], valueColumns: [0, 2], kind: 'softmax', scale: 1 };

const ops: readonly Op[] = [
	{ op: 'linear', label: 'l', x: 'x', weight: 'w', bias: 'b', activation: 'gelu', out: 'y' },
	{ op: 'add', label: 'a', a: 'x', b: 'x', out: 'y' },
	{ op: 'attention', label: 't', query: 'x', key: 'x', value: 'x', starts: 'starts', heads: [head], out: 'y' },
	{ op: 'softmax', label: 's', x: 'x', out: 'y' },
	{ op: 'layer-norm', label: 'n', x: 'x', gain: 'b', bias: 'b', epsilon: 1e-5, out: 'y' },
];

function planFor(op: Op, dtype: FloatDType, weights: readonly number[]): Plan {
	return planOf({
		constants: { w: tensor(dtype, [2, 2], weights.slice(0, 4)), b: tensor(dtype, [2], weights.slice(4)) },
		inputs: { x: { dtype, shape: ['rows', 2] }, starts: { dtype: 'i32', shape: ['sequences+1'] } },
		buffers: { y: { dtype, shape: ['rows', 2] } },
		outputs: ['y'],
		steps: [op],
	});
}

describe.each(['f16', 'bf16'] as const)('in %s', (dtype) => {
	const round = rounding(dtype) ?? Number;
	const numbers = (count: number): fc.Arbitrary<number[]> =>
		fc.array(fc.double({ min: -4, max: 4, noNaN: true }).map(round), { minLength: count, maxLength: count });

	it.each(ops)('$op gives what it gives in f64, rounded once', async (op) => {
		await fc.assert(
			fc.asyncProperty(numbers(6), numbers(6), async (weights, x) => {
				const inputs = (float: FloatDType) => ({ x: tensor(float, [3, 2], x), starts: tensor('i32', [2], [0, 3]) });
				const exact = await runPlan(planFor(op, 'f64', weights), inputs('f64'));
				const half = await runPlan(planFor(op, dtype, weights), inputs(dtype));
				expect(half.outputs.y).toEqual(exact.outputs.y?.map(round));
			}),
		);
	});
});
