import { isAltaError } from '@alta-ts/diagnostics';
import { expect, test } from 'vitest';
import type { Plan, Step } from '../plan.js';
import { planOf, runPlan, tensor } from '../testing/run-plan.js';

const rows = (columns: number): Plan['inputs'][string] => ({ dtype: 'f64', shape: ['rows', columns] });
const startsType = { dtype: 'i32', shape: ['sequences+1'] } as const;
const perSequence = { dtype: 'i32', shape: ['sequences'] } as const;

test('gather copies rows of dense and sparse tables', async () => {
	const sparse = {
		dtype: 'f64',
		shape: [3, 2],
		rowStarts: Int32Array.of(0, 1, 1, 3),
		columns: Int32Array.of(1, 0, 1),
		values: Float64Array.of(5, 7, 8),
	} as const;
	for (const table of [sparse, tensor('f64', [3, 2], [0, 5, 0, 0, 7, 8])]) {
		const plan = planOf({
			constants: { table },
			inputs: { ids: { dtype: 'i32', shape: ['rows'] } },
			buffers: { out: rows(2) },
			outputs: ['out'],
			steps: [{ op: 'gather', label: 'embed', table: 'table', indices: 'ids', out: 'out' }],
		});
		expect((await runPlan(plan, { ids: tensor('i32', [4], [2, 0, 1, 2]) })).outputs.out).toEqual([7, 8, 0, 5, 0, 0, 7, 8]);
		expect((await runPlan(plan, { ids: tensor('i32', [0], []) })).outputs.out).toEqual([]);
		for (const index of [3, -1]) {
			const refused = runPlan(plan, { ids: tensor('i32', [2], [0, index]) });
			await expect(refused).rejects.toSatisfy(
				(error) => isAltaError(error) && error.code === 'ALTA5025' && /step embed › row 1/.test(error.message),
			);
		}
	}
});

test('sparse rows overwrite what a gather left there in the pass before', async () => {
	const table = {
		dtype: 'f64',
		shape: [1, 2],
		rowStarts: Int32Array.of(0, 1),
		columns: Int32Array.of(1),
		values: Float64Array.of(5),
	} as const;
	const plan = planOf({
		constants: { table },
		inputs: { ids: { dtype: 'i32', shape: ['rows'] } },
		buffers: { out: rows(2) },
		outputs: ['out'],
		steps: [
			{
				op: 'repeat',
				label: 'loop',
				atMost: 2,
				steps: [
					{ op: 'gather', label: 'embed', table: 'table', indices: 'ids', out: 'out' },
					{ op: 'add', label: 'twice', a: 'out', b: 'out', out: 'out' },
				],
			},
		],
	});
	expect(await runPlan(plan, { ids: tensor('i32', [1], [0]) })).toEqual({ outputs: { out: [0, 10] }, passes: { loop: 2 } });
});

test('add leaves sequences with a flag as they are', async () => {
	const plan = planOf({
		inputs: { a: rows(1), b: rows(1), flags: perSequence, starts: startsType },
		buffers: { out: rows(1) },
		outputs: ['out'],
		steps: [{ op: 'add', label: 'sum', a: 'a', b: 'b', unless: 'flags', starts: 'starts', out: 'out' }],
	});
	const found = await runPlan(plan, {
		a: tensor('f64', [4, 1], [1, 2, 3, 4]),
		b: tensor('f64', [4, 1], [10, 20, 30, 40]),
		flags: tensor('i32', [4], [0, 2, 1, 0]),
		starts: tensor('i32', [5], [0, 1, 1, 3, 4]),
	});
	expect(found.outputs.out).toEqual([11, 2, 3, 44]);
});

test('layer norm, with frozen sequences', async () => {
	const plan = planOf({
		constants: { gain: tensor('f64', [2], [2, 3]), bias: tensor('f64', [2], [0.5, 1]) },
		inputs: { x: rows(2), flags: perSequence, starts: startsType },
		buffers: { out: rows(2), all: rows(2) },
		outputs: ['out', 'all'],
		steps: [
			{ op: 'layer-norm', label: 'n', x: 'x', gain: 'gain', bias: 'bias', epsilon: 0, unless: 'flags', starts: 'starts', out: 'out' },
			{ op: 'layer-norm', label: 'm', x: 'x', gain: 'gain', bias: 'bias', epsilon: 3, out: 'all' },
		],
	});
	const found = await runPlan(plan, {
		x: tensor('f64', [2, 2], [1, 3, 5, 7]),
		flags: tensor('i32', [2], [0, 1]),
		starts: tensor('i32', [3], [0, 1, 2]),
	});
	expect(found.outputs.out).toEqual([-1.5, 4, 5, 7]);
	expect(found.outputs.all).toEqual([-0.5, 2.5, -0.5, 2.5]);
});

test('softmax of rows, with extreme entries', async () => {
	const plan = planOf({
		inputs: { x: rows(2) },
		buffers: { out: rows(2) },
		outputs: ['out'],
		steps: [{ op: 'softmax', label: 's', x: 'x', out: 'out' }],
	});
	const low = Number.NEGATIVE_INFINITY;
	const found = await runPlan(plan, { x: tensor('f64', [5, 2], [0, Math.log(3), 1e30, -1e30, -1e30, -1e30, low, 5, low, low]) });
	expect(found.outputs.out).toEqual([0.25, 0.75, 1, 0, 0.5, 0.5, 0, 1, 0, 0].map((each) => expect.closeTo(each, 12)));
});

test('argmax takes the first of a tie, and NaN never wins', async () => {
	const plan = planOf({
		inputs: { x: rows(3) },
		buffers: { out: { dtype: 'i32', shape: ['rows'] } },
		outputs: ['out'],
		steps: [{ op: 'argmax', label: 'a', x: 'x', out: 'out' }],
	});
	const { NaN: no, NEGATIVE_INFINITY: low } = Number;
	const found = await runPlan(plan, { x: tensor('f64', [6, 3], [1, 2, 2, no, -5, -6, no, no, no, low, low, low, no, low, no, 3, no, 4]) });
	expect(found.outputs.out).toEqual([1, 1, 0, 0, 1, 2]);
});

const halting: Step[] = [
	{
		op: 'repeat',
		label: 'loop',
		until: 'flags',
		atMost: 10,
		steps: [
			{ op: 'add', label: 'step', a: 'state', b: 'delta', unless: 'flags', starts: 'starts', out: 'state' },
			{ op: 'halt', label: 'halt', tests: 'state', starts: 'starts', passes: 'passes', limits: 'limits', out: 'flags' },
		],
	},
];
const haltingPlan = planOf({
	inputs: { delta: rows(1), starts: startsType, limits: perSequence },
	buffers: { state: rows(1), flags: perSequence, passes: perSequence },
	outputs: ['state', 'flags', 'passes'],
	steps: halting,
});

test('every sequence halts by its own test or limit, and then stays as it is', async () => {
	const found = await runPlan(haltingPlan, {
		delta: tensor('f64', [6, 1], [0, 1, 1, 0, -1, Number.NaN]),
		starts: tensor('i32', [7], [0, 0, 1, 2, 4, 5, 6]),
		limits: tensor('i32', [6], [9, 2, 9, 3, 4, 2]),
	});
	// An empty sequence, one that stays at 0, one that is positive at once, one where a row stays at 0, one that falls, one of NaN.
	expect(found.outputs.flags).toEqual([1, 2, 1, 2, 2, 2]);
	expect(found.outputs.passes).toEqual([1, 2, 1, 3, 4, 2]);
	expect(found.outputs.state).toEqual([0, 1, 3, 0, -4, Number.NaN]);
	expect(found.passes).toEqual({ loop: 4 });
});

test('a repeat stops at its limit, makes a pass for no sequences, and none at all at most zero times', async () => {
	const one = { delta: tensor('f64', [1, 1], [0]), starts: tensor('i32', [2], [0, 1]), limits: tensor('i32', [1], [99]) };
	expect((await runPlan(haltingPlan, one)).passes).toEqual({ loop: 10 });
	const none = { delta: tensor('f64', [0, 1], []), starts: tensor('i32', [1], [0]), limits: tensor('i32', [0], []) };
	expect((await runPlan(haltingPlan, none)).passes).toEqual({ loop: 1 });
	const never = { ...haltingPlan, steps: halting.map((step) => ({ ...step, atMost: 0 })) };
	expect((await runPlan(never, one)).passes).toEqual({ loop: 0 });
});

test('without tests a sequence runs up to its limit, also an empty one', async () => {
	const plan = planOf({
		inputs: { starts: startsType, limits: perSequence },
		buffers: { flags: perSequence, passes: perSequence },
		outputs: ['flags', 'passes'],
		steps: [
			{
				op: 'repeat',
				label: 'outer',
				atMost: 2,
				steps: [
					{
						op: 'repeat',
						label: 'inner',
						until: 'flags',
						atMost: 10,
						steps: [{ op: 'halt', label: 'halt', starts: 'starts', passes: 'passes', limits: 'limits', out: 'flags' }],
					},
				],
			},
		],
	});
	const found = await runPlan(plan, { starts: tensor('i32', [3], [0, 0, 0]), limits: tensor('i32', [2], [1, 3]) });
	expect(found).toEqual({ outputs: { flags: [2, 2], passes: [1, 3] }, passes: { outer: 2, inner: 4 } });
});
