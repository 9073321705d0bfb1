import type { AttentionHead, BufferType, Op, Plan, SparseMatrix, Step, Tensor } from '@alta-ts/tensor';

/** Uniform numbers from 0 to 1, always the same for a seed. */
export type Random = () => number;

/** A small generator, by Mulberry32. */
export function createRandom(seed: number): Random {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** A loop over a residual stream as compiled models have them, but of random steps, with inputs to run it on. */
export interface RandomLoop {
	/** The plan with the loop. */
	readonly plan: Plan;
	/** The same, where the body of the loop is a loop of one pass: which is evaluated in full. */
	readonly nested: Plan;
	readonly inputs: Readonly<Record<string, Tensor>>;
}

const NUMBERS = [0, 0, 0, 0, 1, 1, 1, -1, 0.5, -0.25, 0.1, -0.7, 3, 1e-3, -0];
const ACTIVATIONS = ['none', 'relu', 'clipped-relu', 'gelu', 'tanh', 'sigmoid'] as const;

/** Draws a loop; with `sparseOnly` one whose steps all compute as the reference backend does, in double precision. */
export function randomLoop(seed: number, { sparseOnly = false }: { readonly sparseOnly?: boolean } = {}): RandomLoop {
	const random = createRandom(seed);
	const below = (limit: number): number => Math.floor(random() * limit);
	const pick = <T>(options: readonly T[], otherwise: T): T => options[below(options.length)] ?? otherwise;
	const lengths = Array.from({ length: 1 + below(3) }, () => pick([0, 1, 2, 5, 9, 20, 33, 66], 1));
	const starts = Int32Array.from([0, ...lengths.map((_, index) => lengths.slice(0, index + 1).reduce((a, b) => a + b, 0))]);
	const rows = starts.at(-1) ?? 0;
	const width = 1 + below(7);
	const constants: Record<string, Tensor | SparseMatrix> = {};
	const buffers: Record<string, BufferType> = {};
	const floats = (columns: number): BufferType => ({ dtype: 'f32', shape: ['rows', columns] });
	const integers = (shape: BufferType['shape']): BufferType => ({ dtype: 'i32', shape });
	const numbers = (count: number, density = 1): Float32Array =>
		Float32Array.from({ length: count }, () => (random() < density ? pick(NUMBERS, 0) : 0));
	const vector = (name: string, count: number): string => {
		constants[name] = { dtype: 'f32', shape: [count], data: numbers(count) };
		return name;
	};
	const matrix = (name: string, inputs: number, outputs: number): string => {
		const data = numbers(inputs * outputs, pick([0.1, 0.4, 0.9], 0.4));
		constants[name] = random() < 0.1 && !sparseOnly ? { dtype: 'f32', shape: [inputs, outputs], data } : sparse(data, inputs, outputs);
		return name;
	};
	let count = 0;
	const fresh = (columns: number): string => {
		const name = `b${count++}`;
		buffers[name] = floats(columns);
		return name;
	};
	const ops: Op[] = [];
	const linear = (x: string, inputs: number, outputs: number): string => {
		const out = fresh(outputs);
		const weight = matrix(`w.${out}`, inputs, outputs);
		const bias = random() < 0.6 ? { bias: vector(`bias.${out}`, outputs) } : {};
		ops.push({
			op: 'linear',
			label: out,
			x,
			weight,
			...bias,
			activation: random() < 0.6 ? pick(ACTIVATIONS.slice(0, 3), 'none') : pick(ACTIVATIONS, 'none'),
			out,
		});
		return out;
	};
	const head = (name: string, keyColumns: readonly [number, number], valueColumns: readonly [number, number]): AttentionHead => {
		const valueWidth = valueColumns[1] - valueColumns[0];
		const position = { position: below(4) };
		const value = pick<NonNullable<AttentionHead['null']>['value']>(['zero', position, { vector: `null.${name}` }], 'zero');
		if (typeof value === 'object' && 'vector' in value) vector(value.vector, valueWidth);
		const offsets = pick<AttentionHead['offsets']>(
			[undefined, undefined, [-1], [0, 2, -1], { to: 0 }, { from: 1 }, { from: -2, to: 2 }],
			undefined,
		);
		const biased = random() < 0.2;
		if (biased)
			constants[`offsets.${name}`] = {
				dtype: 'f32',
				shape: [131],
				data: Float32Array.from({ length: 131 }, () => pick([0, 0, 1, -2, Number.NEGATIVE_INFINITY], 0)),
			};
		return {
			name,
			keyColumns,
			valueColumns,
			kind: pick(['softmax', 'softmax', 'hard', 'relu', 'linear'] as const, 'softmax'),
			scale: pick([1, 300, 0.5], 1),
			...(offsets === undefined ? {} : { offsets }),
			...(biased ? { offsetBias: `offsets.${name}` } : {}),
			...(random() < 0.7 ? { null: { logit: pick([0, 150, 0.5, -1], 0), value } } : {}),
		};
	};
	const attention = (x: string): string => {
		const heads = 1 + below(3);
		const keys = Array.from({ length: heads + 1 }, () => below(4)).map((_, index, all) => all.slice(0, index).reduce((a, b) => a + b, 0));
		const values = Array.from({ length: heads + 1 }, (_, index) => index + below(1));
		const columns = Math.max(1, keys.at(-1) ?? 1);
		const [query, key, value] = [linear(x, width, columns), linear(x, width, columns), linear(x, width, heads)];
		const out = fresh(heads);
		const list = Array.from({ length: heads }, (_, index) =>
			head(`${out}.${index}`, [keys[index] ?? 0, keys[index + 1] ?? 0], [values[index] ?? 0, values[index + 1] ?? 0]),
		);
		ops.push({ op: 'attention', label: out, query, key, value, starts: 'starts', heads: list, out });
		return linear(out, heads, width);
	};
	const mlp = (x: string): string => {
		const hidden = 1 + below(6);
		return linear(linear(x, width, hidden), hidden, width);
	};
	buffers.state = floats(width);
	buffers.flags = integers(['sequences']);
	buffers.passes = integers(['sequences']);
	const stays = random() < 0.7 ? { unless: 'flags', starts: 'starts' } : {};
	const sublayers = 1 + below(3);
	for (let sublayer = 0; sublayer < sublayers; sublayer++) {
		const contribution = pick([attention, attention, mlp], mlp)('state');
		const place = random();
		if (place < 0.75) ops.push({ op: 'add', label: `add.${sublayer}`, a: 'state', b: contribution, ...stays, out: 'state' });
		else if (place < 0.85) ops.push({ op: 'add', label: `add.${sublayer}`, a: contribution, b: 'state', out: 'state' });
		else if (place < 0.95 && !sparseOnly)
			ops.push(
				{ op: 'softmax', label: `softmax.${sublayer}`, x: contribution, out: fresh(width) },
				{ op: 'add', label: `add.${sublayer}`, a: 'state', b: `b${count - 1}`, ...stays, out: 'state' },
			);
	}
	const tests = random() < 0.7 ? { tests: linear('state', width, 1) } : {};
	ops.push({ op: 'halt', label: 'halt', ...tests, starts: 'starts', passes: 'passes', limits: 'limits', out: 'flags' });
	// Sometimes a step comes before the one it reads, and gets what that wrote in the pass before.
	if (random() < 0.3) ops.push(...ops.splice(0, 1));
	const until = random() < 0.6 ? { until: 'flags' } : {};
	const atMost = 2 + below(6);
	const outputs = random() < 0.5 ? Object.keys(buffers) : ['state', 'flags', 'passes'];
	const begin: Op = { op: 'add', label: 'begin', a: 'residual', b: 'state', out: 'state' };
	const plan = (steps: readonly Step[]): Plan => ({
		name: `loop ${seed}`,
		constants,
		inputs: { residual: floats(width), starts: integers(['sequences+1']), limits: integers(['sequences']) },
		buffers,
		outputs,
		steps: [begin, { op: 'repeat', label: 'loop', steps, ...until, atMost }],
	});
	return {
		plan: plan(ops),
		nested: plan([{ op: 'repeat', label: 'once', steps: ops, atMost: 1 }]),
		inputs: {
			residual: { dtype: 'f32', shape: [rows, width], data: numbers(rows * width, 0.6) },
			starts: { dtype: 'i32', shape: [starts.length], data: starts },
			limits: { dtype: 'i32', shape: [lengths.length], data: Int32Array.from(lengths, () => 1 + below(6)) },
		},
	};
}

/** A matrix in compressed rows. */
export function sparse(data: Float32Array, rows: number, width: number): SparseMatrix {
	const entries = Array.from(data.entries()).filter(([, value]) => value !== 0);
	return {
		dtype: 'f32',
		shape: [rows, width],
		rowStarts: Int32Array.from({ length: rows + 1 }, (_, row) => entries.filter(([index]) => index < row * width).length),
		columns: Int32Array.from(entries, ([index]) => index % width),
		values: Float32Array.from(entries, ([, value]) => value),
	};
}
