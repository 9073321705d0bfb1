import { type AttentionHead, type FloatDType, isSparse, type Op, refusalOf, type SparseMatrix, type Tensor } from '@alta-ts/tensor';
import fc from 'fast-check';
import type { BackendCase, CaseContext } from '../case.js';
import { numbers, sparse, startsOf, tensor, total } from '../data/numbers.js';
import { FLOATS } from '../data/sizes.js';
import { asStarts, perRow, perSequence, rows, trial } from '../data/trial.js';
import { judgeOps, type Trial } from '../judge.js';
import { operandsOf, type Tensors } from '../op-alone.js';

/** One step of a random plan. It reads what an earlier one wrote, whatever that was. */
type RandomStep =
	| { readonly op: 'linear'; readonly sparse: boolean; readonly columns: number; readonly bias: boolean; readonly activation: number }
	| { readonly op: 'attention'; readonly heads: readonly RandomHead[] }
	| { readonly op: 'add' | 'layer-norm'; readonly unless: boolean }
	| { readonly op: 'softmax' };

interface RandomHead {
	readonly kind: AttentionHead['kind'];
	readonly scale: number;
	readonly offsets: AttentionHead['offsets'] | null;
	readonly nullLogit: number | null;
}

interface RandomPlan {
	readonly seed: number;
	readonly lengths: readonly number[];
	readonly columns: number;
	readonly steps: readonly RandomStep[];
}

const columns = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(31, 33, 64));

const head: fc.Arbitrary<RandomHead> = fc.record({
	kind: fc.constantFrom('softmax', 'relu', 'linear', 'hard'),
	scale: fc.constantFrom(0.125, 0.25, 1, -0.5),
	offsets: fc.oneof(
		fc.constant(null),
		fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 3 }),
		fc.record({ from: fc.integer({ min: -4, max: 4 }), to: fc.integer({ min: -4, max: 4 }) }, { requiredKeys: [] }),
	),
	nullLogit: fc.option(fc.constantFrom(-1, 0, 0.5)),
});

const step: fc.Arbitrary<RandomStep> = fc.oneof(
	fc.record({
		op: fc.constant('linear' as const),
		sparse: fc.boolean(),
		columns,
		bias: fc.boolean(),
		activation: fc.nat(5),
	}),
	fc.record({ op: fc.constant('attention' as const), heads: fc.array(head, { minLength: 1, maxLength: 3 }) }),
	fc.record({ op: fc.constantFrom('add' as const, 'layer-norm' as const), unless: fc.boolean() }),
	fc.record({ op: fc.constant('softmax' as const) }),
);

const randomPlan: fc.Arbitrary<RandomPlan> = fc.record({
	seed: fc.nat(1e6),
	lengths: fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constant(33)), { maxLength: 4 }),
	columns,
	steps: fc.array(step, { minLength: 1, maxLength: 5 }),
});

const ACTIVATIONS = ['none', 'relu', 'clipped-relu', 'gelu', 'tanh', 'sigmoid'] as const;

/** Builds the plan: it begins with `gather` and ends with `argmax` and `halt`; every step writes a buffer of its own. */
function build({ seed, lengths, columns: first, steps }: RandomPlan, dtype: FloatDType, able: (op: Op['op']) => boolean): Trial {
	const count = total(lengths);
	const constants: Record<string, Tensor | SparseMatrix> = { table: numbers(dtype, [5, first], seed) };
	const widths = new Map<string, number>([['state 0', first]]);
	const ops: Op[] = [{ op: 'gather', label: 'embed', table: 'table', indices: 'ids', out: 'state 0' }];
	let state = 'state 0';
	for (const [index, each] of steps.entries()) {
		if (!able(each.op)) continue;
		const width = widths.get(state) ?? 0;
		const out = `state ${index + 1}`;
		const constant = (name: string, tensor: Tensor | SparseMatrix): string => {
			constants[`${name} ${index}`] = tensor;
			return `${name} ${index}`;
		};
		const vector = (name: string, size: number): string => constant(name, numbers(dtype, [size], seed + index + name.length));
		const kept = 'unless' in each && each.unless ? { unless: 'left', starts: 'starts' } : {};
		widths.set(out, each.op === 'linear' ? each.columns : width);
		if (each.op === 'linear') {
			const weight = numbers(dtype, [width, each.columns], seed + index, each.sparse ? 'sparse' : 'real');
			const bias = each.bias ? { bias: vector('bias', each.columns) } : {};
			const activation = ACTIVATIONS[each.activation] ?? 'none';
			ops.push({
				op: 'linear',
				label: out,
				x: state,
				weight: constant('weight', each.sparse ? sparse(weight) : weight),
				...bias,
				activation,
				out,
			});
		} else if (each.op === 'attention') {
			ops.push({
				op: 'attention',
				label: out,
				query: state,
				key: state,
				value: state,
				starts: 'starts',
				heads: split(each.heads, width),
				out,
			});
		} else if (each.op === 'add') {
			ops.push({ op: 'add', label: out, a: state, b: state, ...kept, out });
		} else if (each.op === 'layer-norm') {
			const sides = { gain: vector('gain', width), bias: vector('shift', width) };
			ops.push({ op: 'layer-norm', label: out, x: state, ...sides, epsilon: 0.25, ...kept, out });
		} else ops.push({ op: 'softmax', label: out, x: state, out });
		state = out;
	}
	ops.push(
		{ op: 'argmax', label: 'best', x: state, out: 'best' },
		{ op: 'halt', label: 'halt', tests: state, starts: 'starts', passes: 'passes', limits: 'limits', out: 'flags' },
	);
	const states = [...widths].map(([name, width]) => [name, rows(dtype, width)] as const);
	const perEach = (number: (sequence: number) => number): Tensor =>
		tensor(
			'i32',
			[lengths.length],
			lengths.map((_, each) => number(each)),
		);
	return trial(`seed ${seed}`, {
		constants,
		given: {
			ids: perRow(
				tensor(
					'i32',
					[count],
					Array.from({ length: count }, (_, row) => (seed + row * 3) % 5),
				),
			),
			starts: asStarts(startsOf(lengths)),
			left: perSequence(perEach((sequence) => sequence % 2)),
			limits: perSequence(perEach((sequence) => sequence % 3)),
		},
		buffers: {
			...Object.fromEntries(states),
			best: rows('i32'),
			flags: { dtype: 'i32', shape: ['sequences'] },
			passes: { dtype: 'i32', shape: ['sequences'] },
		},
		steps: ops,
	});
}

/** Splits the columns among the heads, the last of which gets what is left over. */
function split(heads: readonly RandomHead[], width: number): readonly AttentionHead[] {
	const each = Math.floor(width / heads.length);
	return heads.map(({ kind, scale, offsets, nullLogit }, index) => {
		const range = [index * each, index === heads.length - 1 ? width : (index + 1) * each] as const;
		return {
			name: `head ${index}`,
			keyColumns: range,
			valueColumns: range,
			kind,
			// Keeps scores of wide heads where softmax has something to weigh.
			scale: scale / Math.max(1, Math.sqrt(width)),
			...(offsets === null || offsets === undefined ? {} : { offsets }),
			...(nullLogit === null ? {} : { null: { logit: nullLogit, value: { position: 1 } } }),
		};
	});
}

/** Whether all numbers of an op are so small that nothing on its way overflows: squares and products of three are summed. */
function isTame(op: Op, tensors: Tensors, dtype: FloatDType): boolean {
	const most = dtype === 'f16' ? { operand: 8, result: 1e4 } : { operand: 1e6, result: 1e30 };
	const within = (name: string, limit: number): boolean => {
		const tensor = tensors.get(name);
		return tensor === undefined || isSparse(tensor) || tensor.dtype === 'i32' || tensor.data.every((entry) => Math.abs(entry) <= limit);
	};
	return operandsOf(op).every((name) => within(name, most.operand)) && within(op.out, most.result);
}

async function property(context: CaseContext, dtype: FloatDType): Promise<readonly string[]> {
	const able = (op: Op['op']): boolean => refusalOf(context.backend.capabilities, op, dtype) === undefined;
	const checked = await fc.check(
		fc.asyncProperty(randomPlan, async (plan) => {
			const problems = await judgeOps(context, build(plan, dtype, able), (op, tensors) => isTame(op, tensors, dtype));
			if (problems.length > 0) throw new Error(problems[0]);
		}),
		{ numRuns: 100, seed: 20_26 },
	);
	if (!checked.failed) return [];
	return [`${fc.stringify(checked.counterexample)}: ${String(checked.errorInstance)}`];
}

/** Random plans of random ops, each op judged on the operands it had. */
export const randomPlanCases: readonly BackendCase[] = FLOATS.map((dtype) => ({
	name: `random plans in ${dtype}`,
	dtype,
	run: async (context) => property(context, dtype),
}));
