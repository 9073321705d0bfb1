import type { AttentionHead, BufferType, Op, Plan, SparseMatrix, Step, Tensor } from '@alta-ts/tensor';
import { createRandom, sparse } from './random-loop.js';

const NUMBERS = [0, 0, 0, 0, 1, 1, -1, 0.5, -0.25, 0.1, 3, -0];
const ACTIVATIONS = ['none', 'relu', 'clipped-relu', 'tanh'] as const;

/** A loop of any steps, with batches to run it on one after the other. */
export interface RandomSteps {
	/** The plan with the loop. */
	readonly plan: Plan;
	/** The same, where the body of the loop is a loop of one pass: which is evaluated in full. */
	readonly nested: Plan;
	readonly batches: readonly RandomBatch[];
}

/** A batch, and each of its sequences as a batch of its own. */
export interface RandomBatch {
	readonly whole: Readonly<Record<string, Tensor>>;
	readonly alone: readonly Readonly<Record<string, Tensor>>[];
}

/**
 * Draws a loop whose steps read and write the same few buffers in any order, after steps that have written some of them before: nothing here is
 * as compiled models have it.
 */
export function randomSteps(seed: number): RandomSteps {
	const random = createRandom(seed);
	const below = (limit: number): number => Math.floor(random() * limit);
	const pick = <T>(options: readonly T[], otherwise: T): T => options[below(options.length)] ?? otherwise;
	const columns = pick([5, 5, 5, 5, 5, 5, 5, 80], 5);
	const numbers = (count: number, density: number): Float32Array =>
		Float32Array.from({ length: count }, () => (random() < density ? pick(NUMBERS, 0) : 0));
	const constants: Record<string, Tensor | SparseMatrix> = {
		table: { dtype: 'f32', shape: [columns, columns], data: numbers(columns * columns, 0.5) },
	};
	const square = columns * columns;
	constants.dense = { dtype: 'f32', shape: [columns, columns], data: numbers(square, 0.3) };
	constants.gain = { dtype: 'f32', shape: [columns], data: numbers(columns, 1) };
	for (const name of ['w0', 'w1']) constants[name] = sparse(numbers(square, pick([0.1, 0.3, 0.8], 0.3)), columns, columns);
	const floats: BufferType = { dtype: 'f32', shape: ['rows', columns] };
	const names = ['a', 'b', 'c', 'd'].slice(0, 2 + below(3));
	const halting: BufferType = { dtype: 'i32', shape: ['sequences'] };
	const other = (...taken: readonly string[]): string =>
		pick(
			names.filter((name) => !taken.includes(name)),
			'a',
		);
	let labels = 0;
	const head = (): AttentionHead => ({
		name: 'h',
		keyColumns: [0, below(columns + 1)],
		valueColumns: [0, columns - below(2)],
		kind: pick(['softmax', 'hard', 'relu', 'linear'] as const, 'softmax'),
		scale: pick([1, 300], 1),
		...pick<{ readonly offsets?: readonly number[] | { readonly to: number } }>([{}, { offsets: [-1, 2] }, { offsets: { to: 0 } }], {}),
		...(random() < 0.6 ? { null: { logit: pick([0, 150], 0), value: pick(['zero', { position: below(3) }] as const, 'zero') } } : {}),
	});
	const step = (): Op => {
		const label = `s${labels++}`;
		const out = other();
		const x = random() < 0.1 ? 'given' : other(out);
		const kind = random();
		const unless = random() < 0.4 ? { unless: 'flags', starts: 'starts' } : {};
		if (kind < 0.35) return { op: 'add', label, a: random() < 0.8 ? out : x, b: random() < 0.1 ? 'given' : other(out), ...unless, out };
		if (kind < 0.65) {
			const bias = random() < 0.3 ? { bias: 'gain' } : {};
			return {
				op: 'linear',
				label,
				x,
				weight: pick(['w0', 'w1', 'w1', 'dense'], 'w0'),
				...bias,
				activation: pick(ACTIVATIONS, 'none'),
				out,
			};
		}
		if (kind < 0.8) return { op: 'attention', label, query: x, key: other(out), value: x, starts: 'starts', heads: [head()], out };
		if (kind < 0.86) return { op: 'gather', label, table: 'table', indices: 'best', out };
		if (kind < 0.9) return { op: 'argmax', label, x, out: 'best' };
		if (kind < 0.95) return { op: 'softmax', label, x, out };
		return { op: 'layer-norm', label, x, gain: 'gain', bias: 'gain', epsilon: 1, ...unless, out };
	};
	const steps = (most: number): Op[] => Array.from({ length: 1 + below(most) }, step);
	const halt: Op = { op: 'halt', label: 'halt', tests: other(), starts: 'starts', passes: 'passes', limits: 'limits', out: 'flags' };
	const before: readonly Op[] = [{ op: 'add', label: 'begin', a: 'given', b: 'a', out: 'a' }, ...steps(5)];
	const body = steps(6);
	if (random() < 0.7) body.splice(below(body.length + 1), 0, halt);
	const until = random() < 0.4 ? { until: 'flags' } : {};
	const atMost = 2 + below(4);
	const after = steps(2);
	const outputs = random() < 0.5 ? [...names, 'best', 'flags', 'passes'] : ['a', 'flags'];
	const plan = (inner: readonly Step[]): Plan => ({
		name: `steps ${seed}`,
		constants,
		inputs: { given: floats, starts: { dtype: 'i32', shape: ['sequences+1'] }, limits: halting },
		buffers: {
			...Object.fromEntries(names.map((name) => [name, floats])),
			best: { dtype: 'i32', shape: ['rows'] },
			flags: halting,
			passes: halting,
		},
		outputs,
		steps: [...before, { op: 'repeat', label: 'loop', steps: inner, ...until, atMost }, ...after],
	});
	return {
		plan: plan(body),
		nested: plan([{ op: 'repeat', label: 'once', steps: body, atMost: 1 }]),
		batches: Array.from({ length: 2 }, () => {
			const sequences = Array.from({ length: below(4) }, () => {
				const length = pick([0, 1, 2, 5, 9, 70], 1);
				return { length, limit: 1 + below(5), given: numbers(length * columns, 0.6) };
			});
			return { whole: batchOf(sequences, columns), alone: sequences.map((sequence) => batchOf([sequence], columns)) };
		}),
	};
}

interface Sequence {
	readonly length: number;
	readonly limit: number;
	readonly given: Float32Array;
}

function batchOf(sequences: readonly Sequence[], columns: number): Readonly<Record<string, Tensor>> {
	const starts = [0];
	for (const { length } of sequences) starts.push((starts.at(-1) ?? 0) + length);
	return {
		given: {
			dtype: 'f32',
			shape: [starts.at(-1) ?? 0, columns],
			data: Float32Array.from(sequences.flatMap(({ given }) => Array.from(given))),
		},
		starts: { dtype: 'i32', shape: [starts.length], data: Int32Array.from(starts) },
		limits: { dtype: 'i32', shape: [sequences.length], data: Int32Array.from(sequences, ({ limit }) => limit) },
	};
}
