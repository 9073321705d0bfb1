import { isAltaError, type Problem } from '@alta-ts/diagnostics';
import { expect, test } from 'vitest';
import { checkCapabilities } from './check-capabilities.js';
import { checkContract } from './check-contract.js';
import type { AttentionHead, AttentionOp, Plan, Step } from './plan.js';
import { createReferenceBackend } from './reference-backend.js';
import { planOf, tensor } from './testing/run-plan.js';
import { checkPlan, planProblems } from './validate-plan.js';

const good = planOf({
	constants: { w: tensor('f32', [2, 3], [1, 2, 3, 4, 5, 6]), b: tensor('f32', [3], [1, 2, 3]), bias: tensor('f32', [3], [0, 0, 0]) },
	inputs: {
		x: { dtype: 'f32', shape: ['rows', 2] },
		ids: { dtype: 'i32', shape: ['rows'] },
		starts: { dtype: 'i32', shape: ['sequences+1'] },
		limits: { dtype: 'i32', shape: ['sequences'] },
	},
	buffers: {
		h: { dtype: 'f32', shape: ['rows', 2] },
		y: { dtype: 'f32', shape: ['rows', 3] },
		z: { dtype: 'f32', shape: ['rows', 3] },
		best: { dtype: 'i32', shape: ['rows'] },
		flags: { dtype: 'i32', shape: ['sequences'] },
		passes: { dtype: 'i32', shape: ['sequences'] },
	},
	outputs: ['y', 'flags'],
});
const head: AttentionHead = { name: 'h', keyColumns: [0, 2], valueColumns: [0, 3], kind: 'softmax', scale: 1 };
const attention = (...heads: AttentionHead[]): AttentionOp => ({
	op: 'attention',
	label: 'a',
	query: 'x',
	key: 'x',
	value: 'y',
	starts: 'starts',
	heads,
	out: 'z',
});
const linear: Step = { op: 'linear', label: 'l', x: 'x', weight: 'w', bias: 'b', activation: 'none', out: 'y' };
const all: Step[] = [
	{ op: 'gather', label: 'g', table: 'w', indices: 'ids', out: 'z' },
	linear,
	attention(head),
	{ op: 'add', label: 'add', a: 'y', b: 'z', unless: 'flags', starts: 'starts', out: 'y' },
	{ op: 'layer-norm', label: 'n', x: 'y', gain: 'b', bias: 'b', epsilon: 1e-5, out: 'z' },
	{ op: 'softmax', label: 's', x: 'y', out: 'z' },
	{ op: 'argmax', label: 'm', x: 'y', out: 'best' },
	{
		op: 'repeat',
		label: 'r',
		until: 'flags',
		atMost: 3,
		steps: [{ op: 'halt', label: 'halt', tests: 'y', starts: 'starts', passes: 'passes', limits: 'limits', out: 'flags' }],
	},
];

test('a plan with every op passes', () => {
	expect(() => checkPlan({ ...good, steps: all })).not.toThrow();
});

function problemsOf(parts: Partial<Plan>): readonly string[] {
	return planProblems({ ...good, ...parts }).map(({ code, where }) => `${code} ${where.slice(1).join(' ')}`);
}

const withInputs = (inputs: Plan['inputs']): Partial<Plan> => ({ inputs: { ...good.inputs, ...inputs } });
const withConstants = (constants: Plan['constants']): Partial<Plan> => ({ constants: { ...good.constants, ...constants } });

/** What is wrong, and the problems it gives. */
const wrong: readonly (readonly [string, Partial<Plan>, readonly string[]])[] = [
	[
		'unknown names',
		{ steps: [{ ...linear, weight: 'weight', bias: 'bb' }] },
		['ALTA5001 step l tensor weight', 'ALTA5001 step l tensor bb'],
	],
	['a write to an input', { steps: [{ op: 'add', label: 'add', a: 'x', b: 'x', out: 'x' }] }, ['ALTA5002 step add tensor x']],
	[
		'a write to a constant',
		{ steps: [{ op: 'softmax', label: 's', x: 'h', out: 'w' }] },
		['ALTA5004 step s tensor w', 'ALTA5002 step s tensor w'],
	],
	['another dtype', { ...withConstants({ b: tensor('f64', [3], [1, 2, 3]) }), steps: [linear] }, ['ALTA5003 step l tensor b']],
	[
		'integers where floats are needed',
		{ steps: [{ op: 'softmax', label: 's', x: 'ids', out: 'y' }] },
		['ALTA5003 step s tensor ids', 'ALTA5004 step s tensor ids', 'ALTA5003 step s tensor y', 'ALTA5004 step s tensor y'],
	],
	['another shape', { ...withConstants({ b: tensor('f32', [2], [1, 2]) }), steps: [linear] }, ['ALTA5004 step l tensor b']],
	[
		'another named dimension',
		{ ...withInputs({ ids: { dtype: 'i32', shape: ['sequences'] } }), steps: all.slice(0, 1) },
		['ALTA5004 step g tensor z'],
	],
	[
		'a sparse bias',
		{
			...withConstants({
				b: { dtype: 'f32', shape: [1, 3], rowStarts: Int32Array.of(0, 0), columns: Int32Array.of(), values: Float32Array.of() },
			}),
			steps: [linear],
		},
		['ALTA5005 step l tensor b', 'ALTA5004 step l tensor b'],
	],
	['a step that overwrites what it reads', { steps: [{ op: 'softmax', label: 's', x: 'y', out: 'y' }] }, ['ALTA5006 step s tensor y']],
	[
		'columns outside',
		{ steps: [attention({ ...head, keyColumns: [0, 3], valueColumns: [2, 1] })] },
		['ALTA5007 step a head h', 'ALTA5007 step a head h'],
	],
	[
		'overlapping columns',
		{
			steps: [
				attention(
					{ ...head, keyColumns: [0, 0], valueColumns: [0, 2] },
					{ ...head, name: 'other', keyColumns: [0, 0], valueColumns: [1, 3] },
				),
			],
		},
		['ALTA5007 step a head other'],
	],
	[
		'heads of one name',
		{ steps: [attention({ ...head, keyColumns: [0, 0], valueColumns: [0, 2] }, { ...head, valueColumns: [2, 3] })] },
		['ALTA5008 step a'],
	],
	['labels that repeat', { steps: [linear, { op: 'repeat', label: 'r', atMost: 1, steps: [linear] }] }, ['ALTA5008 step l']],
	['a missing label', { steps: [{ ...linear, label: '' }] }, ['ALTA5008 step ']],
	['a name declared twice', { ...withInputs({ y: { dtype: 'f32', shape: ['rows', 3] } }), outputs: [] }, ['ALTA5008 tensor y']],
	['a negative number of passes', { steps: [{ op: 'repeat', label: 'r', atMost: -1, steps: [] }] }, ['ALTA5009 step r']],
	[
		'impossible numbers of a head',
		{
			steps: [
				attention({ ...head, scale: Number.NaN, offsets: [0.5], null: { logit: Number.NEGATIVE_INFINITY, value: { position: -1 } } }),
			],
		},
		['ALTA5009 step a head h', 'ALTA5009 step a head h', 'ALTA5009 step a head h', 'ALTA5009 step a head h'],
	],
	[
		'an even offset bias',
		{ ...withConstants({ bias: tensor('f32', [2], [0, 0]) }), steps: [attention({ ...head, offsetBias: 'bias' })] },
		['ALTA5009 step a head h'],
	],
	[
		'a null vector of another width',
		{ steps: [attention({ ...head, valueColumns: [0, 2], null: { logit: 0, value: { vector: 'b' } } })] },
		['ALTA5004 step a tensor b'],
	],
	['unless without starts', { steps: [{ op: 'add', label: 'add', a: 'y', b: 'z', unless: 'flags', out: 'y' }] }, ['ALTA5009 step add']],
	[
		'a negative epsilon',
		{ steps: [{ op: 'layer-norm', label: 'n', x: 'y', gain: 'b', bias: 'b', epsilon: -1, out: 'z' }] },
		['ALTA5009 step n'],
	],
	['too few entries', withConstants({ w: tensor('f32', [2, 3], [1, 2, 3]) }), ['ALTA5010 tensor w']],
	['another array type', withConstants({ w: { dtype: 'f64', shape: [1, 1], data: Float32Array.of(1) } }), ['ALTA5010 tensor w']],
	[
		'a number that its dtype has not',
		withConstants({ w: { dtype: 'f16', shape: [1, 1], data: Float32Array.of(1 / 3) } }),
		['ALTA5010 tensor w'],
	],
	['an output that is no buffer', { outputs: ['x', 'y', 'y'] }, ['ALTA5011 tensor x', 'ALTA5011 tensor y']],
	[
		'an offset bias that is not known before',
		{ steps: [attention({ ...head, offsetBias: 'x' })] },
		['ALTA5012 step a tensor x', 'ALTA5004 step a tensor x'],
	],
	[
		'a dimension nobody binds',
		{ inputs: {}, buffers: { h: { dtype: 'f32', shape: ['rows', -2] } }, outputs: [] },
		['ALTA5013 tensor h', 'ALTA5013 tensor h'],
	],
];

for (const [what, parts, expected] of wrong) {
	test(`${what}: ${expected[0]?.slice(0, 8)}`, () => {
		expect(problemsOf(parts)).toEqual(expected);
	});
}

test('a sparse constant out of order: ALTA5010', () => {
	const matrix = {
		dtype: 'f32',
		shape: [2, 3],
		rowStarts: Int32Array.of(0, 2, 3),
		columns: Int32Array.of(0, 2, 1),
		values: Float32Array.of(1, 2, 3),
	} as const;
	expect(problemsOf(withConstants({ w: matrix }))).toEqual([]);
	const faults = [
		{ rowStarts: Int32Array.of(0, 3) },
		{ rowStarts: Int32Array.of(0, 2, 2) },
		{ rowStarts: Int32Array.of(0, 4, 3) },
		{ columns: Int32Array.of(2, 0, 1) },
		{ columns: Int32Array.of(0, 3, 1) },
		{ columns: Int32Array.of(0, 2) },
		{ values: Float64Array.of(1, 2, 3) },
	];
	for (const fault of faults) expect(problemsOf(withConstants({ w: { ...matrix, ...fault } }))).toEqual(['ALTA5010 tensor w']);
});

test('heads over columns that a plan does not know: ALTA5007', () => {
	const square = { dtype: 'f32', shape: ['rows', 'rows'] } as const;
	const plan = { ...withInputs({ q: square }), buffers: { ...good.buffers, out: square }, outputs: [] };
	const steps: Step[] = [
		{ ...attention({ ...head, keyColumns: [0, 9], valueColumns: [0, 9] }), query: 'q', key: 'q', value: 'q', out: 'out' },
	];
	expect(problemsOf({ ...plan, steps })).toEqual(['ALTA5007 step a tensor q', 'ALTA5007 step a tensor q']);
});

test('offsets and columns that are no lists: ALTA5009, ALTA5007', () => {
	const typed = Object.assign({ ...head, valueColumns: [0, 2] as const }, { offsets: Int32Array.of(0) });
	expect(problemsOf({ steps: [attention(typed)] })).toEqual(['ALTA5009 step a head h']);
	for (const offsets of ['all', null, 3, { from: 0, until: 2 }]) {
		const steps: Step[] = JSON.parse(JSON.stringify([attention(Object.assign({ ...head }, { offsets }))]));
		expect(problemsOf({ steps })).toEqual(['ALTA5009 step a head h']);
	}
	const columns = Object.assign({ ...head }, { keyColumns: Int32Array.of(0, 1) });
	expect(problemsOf({ steps: [attention(columns)] })).toEqual(['ALTA5007 step a head h']);
});

test('ops, activations and kinds that do not exist: ALTA5014, ALTA5009', () => {
	const plan: Plan = JSON.parse(JSON.stringify({ ...good, constants: {}, steps: [{ op: 'conv', label: 'c' }] }));
	expect(planProblems(plan).map(({ code }) => code)).toEqual(['ALTA5014']);
	const steps: Step[] = JSON.parse(
		JSON.stringify([
			{ ...linear, activation: 'swish' },
			attention({ ...head }),
			{ ...attention(head), label: 'b', heads: [{ ...head, kind: 'soft' }] },
		]),
	);
	expect(problemsOf({ steps })).toEqual(['ALTA5009 step l', 'ALTA5009 step b head h']);
});

test('prepare refuses a wrong plan with all of its problems', async () => {
	const refused = createReferenceBackend().prepare({ ...good, outputs: ['nothing'], steps: [{ ...linear, weight: 'ww' }] });
	await expect(refused).rejects.toSatisfy(
		(error) => isAltaError(error) && error.problems.length === 2 && error.message.includes('Write "w"'),
	);
});

test('a backend for another contract is refused (ALTA5020)', () => {
	expect(() => checkContract(createReferenceBackend())).not.toThrow();
	for (const [given, told] of [
		[undefined, 'The backend is undefined'],
		[Promise.resolve(createReferenceBackend()), 'Await the promise'],
		[createReferenceBackend, 'The backend is a function'],
	])
		expect(() => Reflect.apply(checkContract, undefined, [given])).toThrow(told);
	expect(() => checkContract({ name: 'old', contract: 0 })).toThrow(/ALTA5020.*"old"/);
});

test('a plan beyond a backend is refused, naming step and tensor (ALTA5029)', () => {
	const small = {
		name: 'small',
		capabilities: { ops: ['linear', 'repeat'], dtypes: ['f32', 'i32'], refuses: [], limits: { bufferBytes: 16 }, features: [] },
	} as const;
	const plan = {
		...good,
		constants: { ...good.constants, d: tensor('f64', [1], [1]) },
		steps: [linear, { op: 'repeat', label: 'r', atMost: 1, steps: all.slice(5, 6) }],
	} as const;
	const places: string[] = [];
	try {
		checkCapabilities(plan, small);
	} catch (error) {
		if (isAltaError(error)) places.push(...error.problems.map(({ code, where }) => `${code} ${where.at(-1)}`));
	}
	expect(places).toEqual(['ALTA5029 step s', 'ALTA5029 tensor d', 'ALTA5029 tensor w']);
	expect(() => checkCapabilities(plan, createReferenceBackend())).not.toThrow();
});

test('something that has not the parts of a plan is refused (ALTA5031)', () => {
	const plan = { name: 'p', constants: {}, inputs: {}, buffers: {}, outputs: [], steps: [] };
	const wrong = (given: unknown): readonly string[] => {
		const problems: readonly Problem[] = Reflect.apply(planProblems, undefined, [given]);
		return problems.map(({ code, what, fix }) => `${code}: ${what} ${fix}`);
	};
	expect(wrong(plan)).toEqual([]);
	expect(wrong({})).toHaveLength(6);
	expect(wrong({ ...plan, steps: undefined })).toEqual([
		'ALTA5031: The plan is incomplete: `steps` is undefined, not a list. Pass a plan with all its parts.',
	]);
	expect(wrong({ ...plan, inputs: { x: 'f32' }, steps: ['add'] })).toEqual([
		'ALTA5031: The tensor "x" has no shape. Declare it with its dtype and its shape.',
		'ALTA5031: Step 0 is the string "add". Write it as an object with its op and its label.',
	]);
	expect(wrong(Promise.resolve(plan))).toEqual(['ALTA5031: The plan is a promise. Await the promise.']);
	expect(wrong(undefined)).toEqual(['ALTA5031: The plan is undefined. Pass a plan with all its parts.']);
});

test('dtypes that do not exist are refused with those that were meant (ALTA5003)', () => {
	const types = { a: 'float32', b: 'bfloat16', c: 'u8', d: undefined };
	const inputs = Object.fromEntries(Object.entries(types).map(([name, dtype]) => [name, { dtype, shape: [1] }]));
	const problems: readonly Problem[] = Reflect.apply(planProblems, undefined, [
		{ name: 'p', constants: {}, inputs, buffers: {}, outputs: [], steps: [] },
	]);
	expect(problems.map(({ code, fix }) => `${code}: ${fix}`)).toEqual([
		'ALTA5003: Write "f32", or another of f64, f32, f16, bf16, i32.',
		'ALTA5003: Write "bf16", or another of f64, f32, f16, bf16, i32.',
		'ALTA5003: Write one of f64, f32, f16, bf16, i32.',
		'ALTA5003: Write one of f64, f32, f16, bf16, i32.',
	]);
});
