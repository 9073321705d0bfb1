import { type AttentionHead, type Backend, type BufferType, type Plan, type Tensor, withScope } from '@alta-ts/tensor';

/** A plan in f16, what it is run on, and what every entry of its outputs is. */
export interface HalfTrial {
	readonly what: string;
	readonly plan: Plan;
	readonly inputs: Readonly<Record<string, Tensor>>;
	readonly wanted: Readonly<Record<string, readonly number[]>>;
}

const rows = (columns: number): BufferType => ({ dtype: 'f16', shape: ['rows', columns] });
const halves = (shape: readonly number[], numbers: readonly number[]): Tensor => ({
	dtype: 'f16',
	shape,
	data: Float32Array.from(numbers),
});
const ones = (...shape: readonly [number, number]): Tensor => halves(shape, Array<number>(shape[0] * shape[1]).fill(1));
const integers = (...numbers: readonly number[]): Tensor => ({
	dtype: 'i32',
	shape: [numbers.length],
	data: Int32Array.from(numbers),
});
const starts: BufferType = { dtype: 'i32', shape: ['sequences+1'] };
const head: AttentionHead = { name: 'head', kind: 'softmax', keyColumns: [0, 0], valueColumns: [0, 2], scale: 1 };

const COUNT = 4097;
const ROWS = 90;

/** What is particular to f16. */
export const halfTrials: readonly HalfTrial[] = [
	{
		// In f16, adding ones ends at 2048, and 90 times 1000 is beyond all numbers.
		what: 'sums are of f32',
		plan: {
			name: 'sums',
			constants: { weight: ones(COUNT, 2) },
			inputs: { wide: rows(COUNT), value: rows(2), starts },
			buffers: { total: rows(2), mean: rows(2) },
			outputs: ['total', 'mean'],
			steps: [
				{ op: 'linear', label: 'total', x: 'wide', weight: 'weight', activation: 'none', out: 'total' },
				{ op: 'attention', label: 'mean', query: 'value', key: 'value', value: 'value', starts: 'starts', heads: [head], out: 'mean' },
			],
		},
		inputs: {
			wide: ones(ROWS, COUNT),
			value: halves([ROWS, 2], Array<number>(2 * ROWS).fill(1000)),
			starts: integers(0, ROWS),
		},
		wanted: { total: Array<number>(2 * ROWS).fill(4096), mean: Array<number>(2 * ROWS).fill(1000) },
	},
	{
		what: 'vectors of odd lengths, one after the other',
		plan: {
			name: 'vectors',
			constants: { three: halves([3], [1, -2, 0.5]), one: halves([1], [7]) },
			inputs: { x: rows(4), starts },
			buffers: { first: { dtype: 'f16', shape: [3] }, second: { dtype: 'f16', shape: [1] }, out: rows(4) },
			outputs: ['first', 'second', 'out'],
			steps: [
				{ op: 'add', label: 'first', a: 'three', b: 'first', out: 'first' },
				{ op: 'add', label: 'second', a: 'one', b: 'second', out: 'second' },
				{
					op: 'attention',
					label: 'attend',
					query: 'x',
					key: 'x',
					value: 'x',
					starts: 'starts',
					heads: [
						{ ...head, name: 'three', valueColumns: [0, 3], offsets: [], null: { logit: 0, value: { vector: 'first' } } },
						{ ...head, name: 'one', valueColumns: [3, 4], offsets: [], null: { logit: 0, value: { vector: 'second' } } },
					],
					out: 'out',
				},
			],
		},
		inputs: { x: ones(2, 4), starts: integers(0, 2) },
		wanted: { first: [1, -2, 0.5], second: [7], out: [1, -2, 0.5, 7, 1, -2, 0.5, 7] },
	},
	{
		what: 'rows that are looked up keep subnormal numbers',
		plan: {
			name: 'subnormal',
			constants: {
				dense: halves([2, 1], [2 ** -24, -3 * 2 ** -20]),
				sparse: {
					dtype: 'f16',
					shape: [2, 3],
					rowStarts: Int32Array.of(0, 1, 2),
					columns: Int32Array.of(2, 0),
					values: Float32Array.of(2 ** -24, -3 * 2 ** -20),
				},
			},
			inputs: { ids: { dtype: 'i32', shape: ['rows'] } },
			buffers: { one: rows(1), three: rows(3) },
			outputs: ['one', 'three'],
			steps: [
				{ op: 'gather', label: 'one', table: 'dense', indices: 'ids', out: 'one' },
				{ op: 'gather', label: 'three', table: 'sparse', indices: 'ids', out: 'three' },
			],
		},
		inputs: { ids: integers(1, 0, 1) },
		wanted: {
			one: [-3 * 2 ** -20, 2 ** -24, -3 * 2 ** -20],
			three: [-3 * 2 ** -20, 0, 0, 0, 0, 2 ** -24, -3 * 2 ** -20, 0, 0],
		},
	},
];

/** The outputs of a trial. */
export function resultsOf(backend: Backend, { plan, inputs }: HalfTrial): Promise<Readonly<Record<string, readonly number[]>>> {
	return withScope(backend, async (scope) => {
		const executable = await scope.prepare(plan);
		const given = Object.entries(inputs).map(([name, tensor]) => [name, scope.upload(tensor, name)] as const);
		const { outputs } = await scope.run(executable, Object.fromEntries(given));
		const read = Object.entries(outputs).map(async ([name, buffer]) => [name, Array.from((await backend.read(buffer)).data)] as const);
		return Object.fromEntries(await Promise.all(read));
	});
}
