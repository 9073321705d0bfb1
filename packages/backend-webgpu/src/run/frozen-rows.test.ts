import type { Op, Plan, Repeat } from '@alta-ts/tensor';
import { expect, test } from 'vitest';
import { opsWithoutHalted } from './frozen-rows.js';

const rows = { dtype: 'f32', shape: ['rows', 2] } as const;
const flags = { dtype: 'i32', shape: ['sequences'] } as const;
const linear = (label: string, x: string, out: string): Op => ({ op: 'linear', label, x, weight: 'w', activation: 'none', out });
const add: Op = { op: 'add', label: 'add', a: 'state', b: 'change', out: 'state', unless: 'halted', starts: 'starts' };
const halt: Op = { op: 'halt', label: 'halt', tests: 'tests', starts: 'starts', passes: 'passes', limits: 'limits', out: 'halted' };

/** Which steps of a loop leave out rows of halted sequences. */
function leavingOut(
	steps: readonly Op[],
	{ outputs = ['state'], after = [] }: { outputs?: readonly string[]; after?: readonly Op[] } = {},
): readonly string[] {
	const repeat: Repeat = { op: 'repeat', label: 'loop', steps, until: 'halted', atMost: 9 };
	const plan: Plan = {
		name: 'plan',
		constants: { w: { dtype: 'f32', shape: [2, 2], data: new Float32Array(4) } },
		inputs: { x: rows, starts: { dtype: 'i32', shape: ['sequences+1'] }, other: { dtype: 'i32', shape: ['sequences+1'] }, limits: flags },
		buffers: { state: rows, hidden: rows, change: rows, tests: rows, halted: flags, passes: flags },
		outputs,
		steps: [{ op: 'add', label: 'begin', a: 'x', b: 'state', out: 'state' }, repeat, ...after],
	};
	return [...opsWithoutHalted(plan, repeat).keys()].map(({ label }) => label);
}

const layer = [linear('in', 'state', 'hidden'), linear('out', 'hidden', 'change'), add, linear('tests', 'state', 'tests'), halt];

test('a layer leaves out rows of halted sequences in all but the state', () => {
	expect(leavingOut(layer)).toEqual(['in', 'out', 'tests']);
});

test('what is looked at elsewhere is computed for all rows, and what that comes from', () => {
	expect(leavingOut(layer, { outputs: ['state', 'change'] })).toEqual(['tests']);
	expect(leavingOut(layer, { after: [linear('after', 'hidden', 'change')] })).toEqual(['tests']);
	expect(leavingOut(layer, { after: [{ op: 'softmax', label: 'after', x: 'hidden', out: 'hidden' }] })).toEqual(['out', 'tests']);
});

test('sums that change halted sequences need all rows', () => {
	expect(leavingOut(layer.map((op) => (op === add ? { op: 'add', label: 'add', a: 'state', b: 'change', out: 'state' } : op)))).toEqual([
		'tests',
	]);
	expect(leavingOut(layer.map((op) => (op === add ? { ...add, starts: 'other' } : op)))).toEqual(['tests']);
	expect(leavingOut(layer.map((op) => (op === add ? { ...add, a: 'change', b: 'state' } : op)))).toEqual(['tests']);
});

test('sequences are those of the halting test', () => {
	expect(leavingOut(layer.map((op) => (op === halt ? { ...halt, starts: 'other' } : op)))).toEqual(['tests']);
	expect(leavingOut([...layer, { ...halt, label: 'again', starts: 'other' }])).toEqual([]);
});

test('attention over the same sequences leaves rows out and passes that on, over others it does not', () => {
	const attention = (starts: string): Op => ({
		op: 'attention',
		label: 'attend',
		query: 'hidden',
		key: 'hidden',
		value: 'hidden',
		starts,
		heads: [],
		out: 'change',
	});
	const attended = (starts: string): readonly Op[] => [
		linear('in', 'state', 'hidden'),
		attention(starts),
		add,
		linear('tests', 'state', 'tests'),
		halt,
	];
	expect(leavingOut(attended('starts'))).toEqual(['in', 'attend', 'tests']);
	expect(leavingOut(attended('other'))).toEqual(['tests']);
});
