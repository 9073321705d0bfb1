import type { AddOp, ArgmaxOp, FloatDType, LayerNormOp, SoftmaxOp, Tensor } from '@alta-ts/tensor';
import type { BackendCase } from '../case.js';
import { lowest, numbers, startsOf, tensor, total } from '../data/numbers.js';
import { BATCHES, SIZES } from '../data/sizes.js';
import { asStarts, fixed, perRow, perSequence, rows, trial } from '../data/trial.js';
import type { Trial } from '../judge.js';
import { exactCases, opCases } from './op-case.js';

const add: AddOp = { op: 'add', label: 'add', a: 'a', b: 'b', out: 'out' };

function* sums(dtype: FloatDType): Iterable<Trial> {
	const sum = (count: number, columns: number): Trial =>
		trial(`${count} rows of ${columns}`, {
			given: { a: perRow(numbers(dtype, [count, columns], 1)), b: perRow(numbers(dtype, [count, columns], 2)) },
			buffers: { out: rows(dtype, columns) },
			steps: [add],
		});
	for (const size of SIZES) yield* [sum(size, 3), sum(3, size), sum(size, size)];
	for (const shape of [[], [33], [2, 3, 5], [4, 0, 2]]) {
		yield trial(`shape [${shape.join(', ')}]`, {
			given: { a: fixed(numbers(dtype, shape, 3)), b: fixed(numbers(dtype, shape, 4)) },
			buffers: { out: { dtype, shape } },
			steps: [add],
		});
	}
}

/** The result may go where an operand is. */
function* inPlace(dtype: FloatDType): Iterable<Trial> {
	const x = perRow(numbers(dtype, [33, 5], 5));
	const buffers = { sum: rows(dtype, 5) };
	const first: AddOp = { op: 'add', label: 'first', a: 'x', b: 'x', out: 'sum' };
	yield trial('a tensor to itself', { given: { x }, buffers, steps: [first] });
	yield trial('over the first operand', { given: { x }, buffers, steps: [first, { ...add, a: 'sum', b: 'x', out: 'sum' }] });
	yield trial('over the second operand', { given: { x }, buffers, steps: [first, { ...add, a: 'x', b: 'sum', out: 'sum' }] });
	yield trial('over both operands', { given: { x }, buffers, steps: [first, { ...add, a: 'sum', b: 'sum', out: 'sum' }] });
	const left = { unless: 'left', starts: 'starts' };
	const given = {
		x,
		left: perSequence(tensor('i32', [4], [0, 1, 0, -7])),
		starts: asStarts(startsOf([8, 9, 0, 16])),
	};
	for (const [a, b] of [
		['sum', 'x'],
		['x', 'sum'],
	] as const)
		yield trial(`unless, ${a} + ${b}, in place`, { given, buffers, steps: [first, { ...add, a, b, out: 'sum', ...left }] });
}

/** Sequences that are left as they are. */
function* unless(dtype: FloatDType, step: (flags: { unless: string; starts: string }) => AddOp | LayerNormOp): Iterable<Trial> {
	for (const lengths of BATCHES) {
		for (const [what, flag] of [
			['none', () => 0],
			['all', () => 1],
			['every other', (sequence: number) => sequence % 2],
			['halted ones', (sequence: number) => [2, 0, -1, 0][sequence % 4] ?? 0],
		] as const) {
			const count = total(lengths);
			yield trial(`${what} of the sequences ${lengths.join(', ') || '(none)'}`, {
				constants: { gain: numbers(dtype, [3], 8), bias: numbers(dtype, [3], 9) },
				given: {
					a: perRow(numbers(dtype, [count, 3], 6)),
					b: perRow(numbers(dtype, [count, 3], 7)),
					left: perSequence(
						tensor(
							'i32',
							[lengths.length],
							lengths.map((_, sequence) => flag(sequence)),
						),
					),
					starts: asStarts(startsOf(lengths)),
				},
				buffers: { out: rows(dtype, 3) },
				steps: [step({ unless: 'left', starts: 'starts' })],
			});
		}
	}
}

const normalise: LayerNormOp = { op: 'layer-norm', label: 'normalise', x: 'a', gain: 'gain', bias: 'bias', epsilon: 0.001, out: 'out' };

function* norms(dtype: FloatDType): Iterable<Trial> {
	const norm = (what: string, a: Tensor, epsilon: number): Trial => {
		const columns = a.shape[1] ?? 0;
		return trial(what, {
			constants: { gain: numbers(dtype, [columns], 11), bias: numbers(dtype, [columns], 12) },
			given: { a: perRow(a) },
			buffers: { out: rows(dtype, columns) },
			steps: [{ ...normalise, epsilon }],
		});
	};
	for (const size of SIZES) {
		yield norm(`${size} rows`, numbers(dtype, [size, 6], 13), 0.001);
		yield norm(`${size} columns`, numbers(dtype, [4, size], 14), 0.001);
	}
	yield norm('epsilon 0', numbers(dtype, [5, 9], 15), 0);
	yield norm('a large epsilon', numbers(dtype, [5, 9], 16), 2);
	yield norm('rows of equal entries', tensor(dtype, [2, 8], [...Array<number>(8).fill(0), ...Array<number>(8).fill(1)]), 0.25);
}

const soften: SoftmaxOp = { op: 'softmax', label: 'soften', x: 'x', out: 'out' };

function* softmaxes(dtype: FloatDType): Iterable<Trial> {
	const softmax = (what: string, x: Tensor): Trial =>
		trial(what, { given: { x: perRow(x) }, buffers: { out: rows(dtype, x.shape[1] ?? 0) }, steps: [soften] });
	for (const size of SIZES) {
		yield softmax(`${size} rows`, numbers(dtype, [size, 6], 21));
		yield softmax(`${size} columns`, numbers(dtype, [4, size], 22));
	}
	const steps = [0, 1, 5, 10, 20, 50, 87, 88, 100, 104, 150];
	yield softmax(
		'entries ever farther apart',
		tensor(
			dtype,
			[1, steps.length],
			steps.map((step) => -step),
		),
	);
}

/** Entries as low as can be, as masks of other libraries have them. */
function* softmaxLowest(dtype: FloatDType): Iterable<Trial> {
	const low = lowest(dtype);
	const hidden = Number.NEGATIVE_INFINITY;
	yield trial('nothing but the least number, or beside another', {
		given: { x: perRow(tensor(dtype, [4, 3], [low, low, low, low, low * 0.99, low, 0, low, 0, hidden, low, hidden])) },
		buffers: { out: rows(dtype, 3) },
		steps: [soften],
	});
}

function* softmaxExtremes(dtype: FloatDType): Iterable<Trial> {
	const size = dtype === 'f16' ? 6e4 : 1e30;
	const hidden = Number.NEGATIVE_INFINITY;
	const entries = [size, 0, -size, -size, 0, 0, hidden, size, hidden, hidden, hidden, hidden, hidden, -size, hidden, hidden];
	yield trial('one entry far ahead, and entries of −∞', {
		given: { x: perRow(tensor(dtype, [4, 4], entries)) },
		buffers: { out: rows(dtype, 4) },
		steps: [soften],
	});
}

const best: ArgmaxOp = { op: 'argmax', label: 'best', x: 'x', out: 'out' };

function* choices(dtype: FloatDType): Iterable<Trial> {
	const choice = (what: string, x: Tensor): Trial => trial(what, { given: { x: perRow(x) }, buffers: { out: rows('i32') }, steps: [best] });
	for (const size of SIZES) {
		yield choice(`${size} rows`, numbers(dtype, [size, 6], 31));
		yield choice(`${size} columns`, numbers(dtype, [5, size], 32));
		yield choice(`${size} columns with ties`, numbers(dtype, [5, size], 33, 'whole'));
	}
	const falling = Array.from({ length: 300 }, (_, column) => -column);
	yield choice('the first of 300', tensor(dtype, [1, 300], falling));
	yield choice('the last of 300', tensor(dtype, [1, 300], falling.reverse()));
	const none = Number.NaN;
	const low = Number.NEGATIVE_INFINITY;
	const high = Number.POSITIVE_INFINITY;
	const entries = [none, 1, 2, none, none, none, none, low, none, low, low, low, none, high, 5, 2, high, high, -0, 0, 0];
	yield choice('NaN never wins, infinities count', tensor(dtype, [7, 3], entries));
}

/** Ops that work on each row by itself. */
export const rowwiseCases: readonly BackendCase[] = [
	...opCases('add', 'all sizes and shapes', sums),
	...exactCases('add', 'in place', inPlace),
	...exactCases('add', 'unless', (dtype) => unless(dtype, (flags) => ({ ...add, ...flags }))),
	...opCases('layer-norm', 'all sizes', norms),
	...opCases('layer-norm', 'unless', (dtype) => unless(dtype, (flags) => ({ ...normalise, ...flags }))),
	...opCases('softmax', 'all sizes', softmaxes),
	...opCases('softmax', 'the least numbers', softmaxLowest),
	...exactCases('softmax', 'extreme entries', softmaxExtremes),
	...exactCases('argmax', 'all sizes, ties, NaN and infinities', choices),
];
