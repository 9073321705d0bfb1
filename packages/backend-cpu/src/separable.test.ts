import type { Op, Plan } from '@alta-ts/tensor';
import { describe, expect, it } from 'vitest';
import { separableBy } from './separable.js';
import { planOf } from './testing/compare.js';

const rows = { dtype: 'f32', shape: ['rows', 2] } as const;
const flags = { dtype: 'i32', shape: ['sequences'] } as const;
const frozen = { unless: 'flags', starts: 'starts' };
const step: Op = { op: 'add', label: 'step', a: 'state', b: 'x', ...frozen, out: 'state' };
const halt: Op = { op: 'halt', label: 'halt', starts: 'starts', passes: 'passes', limits: 'limits', out: 'flags' };

function loop(body: readonly Op[], rest: Partial<Plan> = {}): Plan {
	return planOf({
		inputs: { x: rows, starts: { dtype: 'i32', shape: ['sequences+1'] }, limits: flags },
		buffers: { state: rows, other: rows, flags, passes: flags },
		outputs: ['state', 'passes'],
		steps: [{ op: 'repeat', label: 'loop', steps: body, until: 'flags', atMost: 9 }],
		...rest,
	});
}

describe('a batch may be run in parts', () => {
	it('where a loop leaves sequences alone that have ended', () => {
		expect(separableBy(loop([step, halt]))).toBe('starts');
	});

	it('where a loop goes on the same number of times for all', () => {
		const body: Op = { ...step, unless: 'flags' };
		expect(separableBy(loop([], { steps: [{ op: 'repeat', label: 'loop', steps: [{ ...body, a: 'x', out: 'other' }], atMost: 3 }] }))).toBe(
			'starts',
		);
	});
});

describe('a batch is run as a whole', () => {
	it('where what a loop hands on changes as long as any sequence runs', () => {
		const { unless: _, ...always } = { ...step, starts: 'starts' };
		expect(separableBy(loop([always, halt]))).toBeUndefined();
		expect(separableBy(loop([{ ...step, a: 'x', b: 'state' }, halt]))).toBeUndefined();
		expect(separableBy(loop([step, halt, { op: 'softmax', label: 'late', x: 'x', out: 'other' }], { outputs: ['other'] }))).toBeUndefined();
	});

	it('where a later step reads what a loop changes', () => {
		const plan = loop([step, { op: 'softmax', label: 'in', x: 'x', out: 'other' }, halt]);
		expect(separableBy(plan)).toBe('starts');
		expect(separableBy({ ...plan, steps: [...plan.steps, { ...step, label: 'after', b: 'other' }] })).toBeUndefined();
	});

	it('without a loop, with a gather, with loops in loops, with two kinds of sequences, and with tensors of other sizes', () => {
		const plan = loop([step, halt]);
		expect(separableBy({ ...plan, steps: [step] })).toBeUndefined();
		const gather: Op = { op: 'gather', label: 'gather', table: 'x', indices: 'limits', out: 'other' };
		expect(separableBy({ ...plan, steps: [gather, ...plan.steps] })).toBeUndefined();
		expect(separableBy({ ...plan, steps: [{ op: 'repeat', label: 'outer', steps: plan.steps, atMost: 2 }] })).toBeUndefined();
		expect(separableBy(loop([step, { ...halt, starts: 'others' }]))).toBeUndefined();
		expect(separableBy({ ...plan, buffers: { ...plan.buffers, table: { dtype: 'f32', shape: [3, 2] } } })).toBeUndefined();
	});
});
