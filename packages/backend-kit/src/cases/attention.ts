import type { AttentionHead, FloatDType, Tensor } from '@alta-ts/tensor';
import type { BackendCase } from '../case.js';
import { type Filling, numbers, tensor, total } from '../data/numbers.js';
import { BATCHES, FEW_SIZES } from '../data/sizes.js';
import { asStarts, perRow, rows, trial } from '../data/trial.js';
import type { Trial } from '../judge.js';
import { attend, type HeadKind, sideBySide } from './attend.js';
import { opCases } from './op-case.js';

const KINDS: readonly AttentionHead['kind'][] = ['softmax', 'hard', 'relu', 'linear'];

interface Sizes {
	readonly lengths: readonly number[];
	readonly keyWidth?: number;
	readonly valueWidth?: number;
	readonly filling?: Filling;
}

/** Heads beside each other, on pseudo-random numbers. */
function heads(
	what: string,
	dtype: FloatDType,
	kinds: readonly HeadKind[],
	sizes: Sizes,
	constants: Readonly<Record<string, Tensor>> = {},
): Trial {
	const { lengths, keyWidth = 5, valueWidth = 3, filling = 'real' } = sizes;
	const count = total(lengths);
	return attend(what, {
		lengths,
		query: numbers(dtype, [count, kinds.length * keyWidth], 1, filling),
		key: numbers(dtype, [count, kinds.length * keyWidth], 2, filling),
		value: numbers(dtype, [count, kinds.length * valueWidth], 3, filling),
		heads: sideBySide(kinds, keyWidth, valueWidth),
		constants,
	});
}

function* sizes(dtype: FloatDType): Iterable<Trial> {
	const kind: HeadKind = { kind: 'softmax', scale: 0.5 };
	for (const lengths of BATCHES) yield heads(`sequences of ${lengths.join(', ') || 'nothing'}`, dtype, [kind, kind], { lengths });
	for (const size of FEW_SIZES) {
		yield heads(`a sequence of ${size}`, dtype, [kind], { lengths: [size] });
		yield heads(`keys of ${size} columns`, dtype, [kind, kind], { lengths: [3, 4], keyWidth: size });
		yield heads(`values of ${size} columns`, dtype, [kind, kind], { lengths: [3, 4], valueWidth: size });
	}
	for (const count of [0, 1, 2, 3, 8, 9, 33]) yield heads(`${count} heads`, dtype, Array<HeadKind>(count).fill(kind), { lengths: [5, 4] });
	yield heads('many sequences', dtype, [kind], { lengths: Array.from({ length: 300 }, (_, index) => index % 4) });
}

const OFFSETS: readonly Pick<HeadKind, 'offsets'>[] = [
	{},
	{ offsets: [] },
	{ offsets: [0] },
	{ offsets: [-1] },
	{ offsets: [1, -2, 0, 1] },
	{ offsets: [-40, 7, 100] },
	{ offsets: {} },
	{ offsets: { to: 0 } },
	{ offsets: { from: 1 } },
	{ offsets: { from: -2, to: 1 } },
	{ offsets: { from: 2, to: -2 } },
	{ offsets: { from: -100, to: -33 } },
];

const NULLS: readonly Pick<HeadKind, 'null'>[] = [
	{},
	{ null: { logit: 0.5, value: 'zero' } },
	{ null: { logit: -1, value: { vector: 'vector' } } },
	{ null: { logit: 0, value: { position: 0 } } },
	{ null: { logit: 1, value: { position: 4 } } },
];

/** Offset biases that hide nothing, some keys, and all of them. */
const BIASES: readonly (readonly [what: string, hides: (index: number) => boolean])[] = [
	['finite', () => false],
	['some −∞', (index) => index % 3 === 0],
	['nothing but −∞', () => true],
];

function biasOf(dtype: FloatDType, longest: number, hides: (index: number) => boolean): Tensor {
	const { data } = numbers(dtype, [2 * longest - 1], 7, 'whole');
	const entries = Array.from(data, (bias, index) => (hides(index) ? Number.NEGATIVE_INFINITY : bias));
	return tensor(dtype, [entries.length], entries);
}

/** Every offset set with every null key and every bias. */
function* masks(dtype: FloatDType, kind: AttentionHead['kind']): Iterable<Trial> {
	const sizes: Sizes = { lengths: [7, 0, 1, 35], keyWidth: 2, filling: 'whole' };
	const vector = numbers(dtype, [3], 8, 'whole');
	for (const offsets of OFFSETS) {
		const plain = NULLS.map((nullKey): HeadKind => ({ kind, scale: 0.5, ...offsets, ...nullKey }));
		const what = `offsets ${JSON.stringify(offsets.offsets) ?? 'all'}`;
		yield heads(`${what}, no bias`, dtype, plain, sizes, { vector });
		for (const [how, hides] of BIASES) {
			const biased = plain.map((head) => ({ ...head, offsetBias: 'bias' }));
			yield heads(`${what}, ${how} bias`, dtype, biased, sizes, { vector, bias: biasOf(dtype, 35, hides) });
		}
	}
}

/** What a step may leave out or use twice. */
function* shapes(dtype: FloatDType): Iterable<Trial> {
	const kinds = KINDS.map((kind): HeadKind => ({ kind, scale: -0.25, offsets: { to: 0 } }));
	yield heads('no key columns: every score is 0', dtype, kinds.slice(0, 2), { lengths: [4, 33], keyWidth: 0 });
	const lengths = [5, 2];
	const values = numbers(dtype, [7, 9], 6);
	yield attend('columns that are no head’s give zero', {
		lengths,
		query: numbers(dtype, [7, 8], 4),
		key: numbers(dtype, [7, 8], 5),
		value: values,
		heads: [
			{ name: 'right', keyColumns: [5, 8], valueColumns: [6, 8], kind: 'softmax', scale: 1 },
			{ name: 'left', keyColumns: [1, 3], valueColumns: [2, 3], kind: 'softmax', scale: 1 },
			{ name: 'nothing', keyColumns: [4, 4], valueColumns: [5, 5], kind: 'softmax', scale: 1 },
		],
	});
	yield trial('one tensor is query, key and value', {
		given: { x: perRow(numbers(dtype, [7, 4], 7)), starts: asStarts(tensor('i32', [3], [0, 5, 7])) },
		buffers: { out: rows(dtype, 4) },
		steps: [
			{
				op: 'attention',
				label: 'attend',
				query: 'x',
				key: 'x',
				value: 'x',
				starts: 'starts',
				heads: sideBySide(
					[
						{ kind: 'softmax', scale: 1 },
						{ kind: 'softmax', scale: -1 },
					],
					2,
					2,
				),
				out: 'out',
			},
		],
	});
	for (const scale of [0, 1, -3, 0.125]) yield heads(`scale ${scale}`, dtype, [{ kind: 'softmax', scale }], { lengths: [9] });
	const position: HeadKind = { kind: 'softmax', scale: 1, offsets: [5], null: { logit: 0, value: { position: 3 } } };
	yield heads('a null value at a position beyond some sequences', dtype, [position], { lengths: [2, 4, 3, 0, 9] });
	const near: HeadKind = { kind: 'softmax', scale: 1, offsets: [-1, 0] };
	yield heads('a long sequence of which each position sees two', dtype, [near], { lengths: [2000], keyWidth: 2, valueWidth: 2 });
}

/** Attention: sizes, masks and shapes. What is exact is in attention-exact.ts. */
export const attentionCases: readonly BackendCase[] = [
	...opCases('attention', 'batches and widths of all sizes', sizes),
	...KINDS.flatMap((kind) => opCases('attention', `${kind} under every mask, bias and null key`, (dtype) => masks(dtype, kind))),
	...opCases('attention', 'columns, operands and null positions', shapes),
];
