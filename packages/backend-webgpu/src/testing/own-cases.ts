import type { BackendCase } from '@alta-ts/backend-kit';
import { isAltaError } from '@alta-ts/diagnostics';
import {
	type ActivationName,
	type AttentionHead,
	activations,
	type Backend,
	type BufferType,
	createReferenceBackend,
	type LinearOp,
	type Plan,
} from '@alta-ts/tensor';
import { attentionCases } from './attention-cases.js';
import { floats, integers, judge, rows, run, type Trial } from './judge-trial.js';
import { layerCases } from './layer-cases.js';
import { rowCases } from './row-cases.js';

/** Cases for what is particular to this backend, in the form of the kit's. */
export const ownCases: readonly BackendCase[] = [
	{
		name: 'gather f32: a sparse table over rows that are there',
		op: 'gather',
		dtype: 'f32',
		run: ({ backend }) => judge(backend, twiceGathered()),
	},
	{
		name: 'gather f32: indices that only the device knows',
		op: 'gather',
		dtype: 'f32',
		run: ({ backend }) => judge(backend, lookUpLargest(3)),
	},
	...linearCases(),
	...rowCases,
	...layerCases,
	...attentionCases,
	{
		name: 'linear f32: sizes that are multiples of four, with a bias',
		op: 'linear',
		dtype: 'f32',
		run: ({ backend }) => judge(backend, aligned()),
	},
	{ name: 'add f32: a sum over both operands, unless', op: 'add', dtype: 'f32', run: ({ backend }) => judge(backend, doubledUnless()) },
	{
		name: 'gather f32: the first of several such indices outside of the table',
		op: 'gather',
		dtype: 'f32',
		run: ({ backend }) => refused(backend, lookUpLargest(1)),
	},
	{
		name: 'gather f32: such indices outside of the table',
		op: 'gather',
		dtype: 'f32',
		run: ({ backend }) => refused(backend, lookUpLargest(2)),
	},
	{
		name: 'gather f32: the first of several such in a loop',
		op: 'gather',
		dtype: 'f32',
		run: ({ backend }) => refused(backend, twoFaults()),
	},
	{
		name: 'attention f32: a label that makes the name of a constant',
		op: 'attention',
		dtype: 'f32',
		run: ({ backend }) => judge(backend, namesThatMeet()),
	},
	{
		name: 'repeat f32: more sequences than an invocation looks at',
		op: 'repeat',
		dtype: 'f32',
		run: ({ backend }) => judge(backend, manySequences()),
	},
	{
		name: 'attention f32: null vectors that steps have written',
		op: 'attention',
		dtype: 'f32',
		run: ({ backend }) => judge(backend, writtenVector()),
	},
];

/** Every activation with a bias and without, for a dense weight and a sparse one, on numbers of which all but some curves are exact. */
function linearCases(): readonly BackendCase[] {
	const dense = floats([2, 3], 1, 0, 2, 0, -1, 4);
	const sparse = {
		dtype: 'f32',
		shape: [2, 3],
		rowStarts: Int32Array.of(0, 2, 4),
		columns: Int32Array.of(0, 2, 1, 2),
		values: Float32Array.of(1, 2, -1, 4),
	} as const;
	const names = Object.keys(activations).filter((name): name is ActivationName => Object.hasOwn(activations, name));
	return names.flatMap((activation) =>
		[dense, sparse].flatMap((weight) =>
			[false, true].flatMap((bias): readonly BackendCase[] => {
				const constants = { weight, ...(bias ? { bias: floats([3], 1, 1, -8) } : {}) };
				const step: LinearOp = {
					op: 'linear',
					label: 'linear',
					x: 'x',
					weight: 'weight',
					...(bias ? { bias: 'bias' } : {}),
					activation,
					out: 'out',
				};
				const name = `linear f32: ${activation}, ${weight === dense ? 'dense' : 'sparse'}${bias ? ', with a bias' : ''}`;
				return [
					{ name, op: 'linear', dtype: 'f32', run: ({ backend }) => judge(backend, oneLayer(constants, step), 1e-6) },
					{
						name: `${name}, in a loop`,
						op: 'linear',
						dtype: 'f32',
						run: ({ backend }) => judge(backend, loopedLayer(constants, step), 1e-5),
					},
				];
			}),
		),
	);
}

/** A head that looks at its own position alone. */
const self: AttentionHead = { name: 'self', kind: 'softmax', keyColumns: [0, 3], valueColumns: [0, 3], scale: 1, offsets: [0] };

const someRows = floats([3, 2], 0.5, -1, 0, 0.25, 1, 2);

function oneLayer(constants: Plan['constants'], step: LinearOp): Trial {
	const plan: Plan = { name: 'layer', constants, inputs: { x: rows(2) }, buffers: { out: rows(3) }, outputs: ['out'], steps: [step] };
	return { plan, inputs: { x: someRows } };
}

/** Whole numbers, more than fit into a tile. */
function aligned(): Trial {
	const whole = (count: number, most: number): readonly number[] =>
		Array.from({ length: count }, (_, index) => ((index * 37) % (2 * most + 1)) - most);
	const constants = { weight: floats([36, 132], ...whole(36 * 132, 3)), bias: floats([132], ...whole(132, 50)) };
	const step: LinearOp = { op: 'linear', label: 'linear', x: 'x', weight: 'weight', bias: 'bias', activation: 'relu', out: 'out' };
	return {
		plan: { name: 'aligned', constants, inputs: { x: rows(36) }, buffers: { out: rows(132) }, outputs: ['out'], steps: [step] },
		inputs: { x: floats([130, 36], ...whole(130 * 36, 4)) },
	};
}

/** Sequences halt one by one; what the layer makes of those that have halted is not looked at. */
function loopedLayer(constants: Plan['constants'], step: LinearOp): Trial {
	const flags: BufferType = { dtype: 'i32', shape: ['sequences'] };
	return {
		plan: {
			name: 'loop',
			constants: { ...constants, back: floats([3, 2], 0.5, 0, 0, -0.5, 0.125, 0.25) },
			inputs: { x: rows(2), starts: { dtype: 'i32', shape: ['sequences+1'] }, limits: flags },
			buffers: { state: rows(2), out: rows(3), attended: rows(3), change: rows(2), passes: flags, halted: flags },
			outputs: ['state', 'passes'],
			steps: [
				{ op: 'add', label: 'begin', a: 'x', b: 'state', out: 'state' },
				{
					op: 'repeat',
					label: 'loop',
					atMost: 9,
					until: 'halted',
					steps: [
						{ ...step, x: 'state' },
						{ op: 'attention', label: 'attend', query: 'out', key: 'out', value: 'out', starts: 'starts', heads: [self], out: 'attended' },
						{ op: 'linear', label: 'back', x: 'attended', weight: 'back', activation: 'none', out: 'change' },
						{ op: 'add', label: 'add', a: 'state', b: 'change', out: 'state', unless: 'halted', starts: 'starts' },
						{ op: 'halt', label: 'halt', starts: 'starts', passes: 'passes', limits: 'limits', out: 'halted' },
					],
				},
			],
		},
		inputs: { x: someRows, starts: integers(0, 1, 3), limits: integers(1, 3) },
	};
}

function doubledUnless(): Trial {
	const given = { starts: { dtype: 'i32', shape: ['sequences+1'] }, left: { dtype: 'i32', shape: ['sequences'] } } as const;
	return {
		plan: {
			name: 'doubled',
			constants: {},
			inputs: { x: rows(2), ...given },
			buffers: { sum: rows(2) },
			outputs: ['sum'],
			steps: [
				{ op: 'add', label: 'begin', a: 'x', b: 'sum', out: 'sum' },
				{ op: 'add', label: 'double', a: 'sum', b: 'sum', out: 'sum', unless: 'left', starts: 'starts' },
			],
		},
		inputs: { x: floats([3, 2], 1, 2, 3, 4, 5, 6), starts: integers(0, 1, 1, 3), left: integers(1, 0, 0) },
	};
}

function twiceGathered(): Trial {
	const table = {
		dtype: 'f32',
		shape: [2, 3],
		rowStarts: Int32Array.of(0, 3, 4),
		columns: Int32Array.of(0, 1, 2, 1),
		values: Float32Array.of(1, 2, 3, 4),
	} as const;
	const ids: BufferType = { dtype: 'i32', shape: ['rows'] };
	return {
		plan: {
			name: 'twice',
			constants: { table },
			inputs: { first: ids, second: ids },
			buffers: { out: rows(3) },
			outputs: ['out'],
			steps: [
				{ op: 'gather', label: 'first', table: 'table', indices: 'first', out: 'out' },
				{ op: 'gather', label: 'second', table: 'table', indices: 'second', out: 'out' },
			],
		},
		inputs: { first: integers(0, 1, 0), second: integers(1, 0, 0) },
	};
}

/** The third row asks for entry 2. */
function lookUpLargest(entries: number): Trial {
	return {
		plan: {
			name: 'computed',
			constants: { table: floats([entries, 2], ...Array.from({ length: 2 * entries }, (_, index) => index)) },
			inputs: { x: rows(3) },
			buffers: { best: { dtype: 'i32', shape: ['rows'] }, out: rows(2) },
			outputs: ['out'],
			steps: [
				{ op: 'argmax', label: 'best', x: 'x', out: 'best' },
				{ op: 'gather', label: 'gather', table: 'table', indices: 'best', out: 'out' },
			],
		},
		inputs: { x: floats([3, 3], 5, 1, 1, 1, 5, 1, 1, 1, 5) },
	};
}

/** The second step asks for an entry that is not there in the first pass, the first step in the second pass. */
function twoFaults(): Trial {
	const index: BufferType = { dtype: 'i32', shape: ['rows'] };
	return {
		plan: {
			name: 'faults',
			constants: { table: floats([2, 2], 1, 2, 3, 4) },
			inputs: { x: rows(3), change: rows(3) },
			buffers: { state: rows(3), late: index, early: index, out: rows(2) },
			outputs: ['out'],
			steps: [
				{
					op: 'repeat',
					label: 'loop',
					atMost: 2,
					steps: [
						{ op: 'argmax', label: 'first best', x: 'state', out: 'late' },
						{ op: 'gather', label: 'first', table: 'table', indices: 'late', out: 'out' },
						{ op: 'argmax', label: 'second best', x: 'x', out: 'early' },
						{ op: 'gather', label: 'second', table: 'table', indices: 'early', out: 'out' },
						{ op: 'add', label: 'add', a: 'state', b: 'change', out: 'state' },
					],
				},
			],
		},
		inputs: { x: floats([2, 3], 1, 0, 0, 0, 0, 1), change: floats([2, 3], 0, 0, 1, 0, 0, 1) },
	};
}

/** What attention keeps is called by its label, and constants by their name. */
function namesThatMeet(): Trial {
	return {
		plan: {
			name: 'names',
			constants: { 'w: heads': floats([3, 2], 1, 2, 3, 4, 5, 6), 'w: vectors': floats([3, 2], 6, 5, 4, 3, 2, 1) },
			inputs: { x: rows(3), starts: { dtype: 'i32', shape: ['sequences+1'] } },
			buffers: { attended: rows(3), first: rows(2), second: rows(2) },
			outputs: ['attended', 'first', 'second'],
			steps: [
				{
					op: 'attention',
					label: 'constant w',
					query: 'x',
					key: 'x',
					value: 'x',
					starts: 'starts',
					heads: [self],
					out: 'attended',
				},
				{ op: 'linear', label: 'first', x: 'x', weight: 'w: heads', activation: 'none', out: 'first' },
				{ op: 'linear', label: 'second', x: 'x', weight: 'w: vectors', activation: 'none', out: 'second' },
			],
		},
		inputs: { x: floats([2, 3], 1, 0, 0, 0, 0, 1), starts: integers(0, 1, 2) },
	};
}

/** A loop that the hundredth of 130 sequences keeps going longest. */
function manySequences(): Trial {
	const flags: BufferType = { dtype: 'i32', shape: ['sequences'] };
	const limits = Array.from({ length: 130 }, (_, sequence) => (sequence === 100 ? 7 : 1 + (sequence % 3)));
	return {
		plan: {
			name: 'many',
			constants: {},
			inputs: { starts: { dtype: 'i32', shape: ['sequences+1'] }, limits: flags },
			buffers: { passes: flags, halted: flags },
			outputs: ['passes', 'halted'],
			steps: [
				{
					op: 'repeat',
					label: 'loop',
					atMost: 20,
					until: 'halted',
					steps: [{ op: 'halt', label: 'halt', starts: 'starts', passes: 'passes', limits: 'limits', out: 'halted' }],
				},
			],
		},
		inputs: { starts: integers(...Array<number>(131).fill(0)), limits: integers(...limits) },
	};
}

/** A head that sees nothing takes its null value, a vector that each pass doubles. */
function writtenVector(): Trial {
	return {
		plan: {
			name: 'written',
			constants: { one: floats([2], 1, -3) },
			inputs: { x: rows(2), starts: { dtype: 'i32', shape: ['sequences+1'] } },
			buffers: { vector: { dtype: 'f32', shape: [2] }, out: rows(2), sum: rows(2) },
			outputs: ['sum', 'vector'],
			steps: [
				{ op: 'add', label: 'begin', a: 'vector', b: 'one', out: 'vector' },
				{
					op: 'repeat',
					label: 'loop',
					atMost: 3,
					steps: [
						{ op: 'add', label: 'double', a: 'vector', b: 'vector', out: 'vector' },
						{
							op: 'attention',
							label: 'attend',
							query: 'x',
							key: 'x',
							value: 'x',
							starts: 'starts',
							heads: [
								{
									name: 'head',
									kind: 'softmax',
									keyColumns: [0, 2],
									valueColumns: [0, 2],
									scale: 1,
									offsets: [],
									null: { logit: 0, value: { vector: 'vector' } },
								},
							],
							out: 'out',
						},
						{ op: 'add', label: 'sum', a: 'sum', b: 'out', out: 'sum' },
					],
				},
			],
		},
		inputs: { x: floats([2, 2], 1, 2, 3, 4), starts: integers(0, 1, 2) },
	};
}

async function refused(backend: Backend, trial: Trial): Promise<readonly string[]> {
	const told = async (on: Backend): Promise<string> => {
		try {
			return await run(on, trial);
		} catch (error) {
			return isAltaError(error) ? error.message : String(error);
		}
	};
	const found = await told(backend);
	const wanted = await told(createReferenceBackend());
	return found === wanted ? [] : [`It said ${found}, not ${wanted}.`];
}
