import { compile } from '@alta-ts/compiler';
import { attend, categorical, defineProgram, numerical, type Program, set } from '@alta-ts/core';
import { isAltaError } from '@alta-ts/diagnostics';
import { coordinateNames, type Model, type Tensor } from '@alta-ts/model';
import { createReferenceBackend } from '@alta-ts/tensor';
import { describe, expect, it } from 'vitest';
import { verify } from './verify.js';

const backend = createReferenceBackend();

const parity: Program = defineProgram({
	name: 'parity',
	tokens: ['0', '1', 'START'],
	variables: {
		parity: categorical([0, 1], { byToken: (token) => (token === '1' ? 1 : 0) }),
		done: categorical([false, true], { byToken: (token) => token === 'START' }),
	},
	heads: { parityLeft: attend({ value: 'parity', offset: -1 }), doneLeft: attend({ value: 'done', offset: -1 }) },
	mlp(z) {
		if (!z.done && z.doneLeft) {
			z.parity = z.parityLeft ^ z.parity;
			z.done = true;
		}
	},
	output: 'parity',
	halt: { variable: 'done', equals: true },
});

/** Every part of the machinery at once: a guarded head, a mean, a set query, a numerical write, a linear map, several stages. */
const everything: Program = defineProgram({
	name: 'everything',
	tokens: ['a', 'b', 'c'],
	positions: 6,
	variables: {
		token: categorical(['a', 'b', 'c'], { byToken: 'itself' }),
		query: categorical(['a', 'b', 'c'], { constant: 'b' }),
		accepts: set(['a', 'b', 'c'], [['a'], ['a', 'b']], {
			byToken: (token) => new Set(token === 'c' ? (['a'] as const) : (['a', 'b'] as const)),
		}),
		isA: numerical([0, 1], { byToken: (token) => (token === 'a' ? 1 : 0) }),
		total: numerical([0, 1, 2]),
		mostlyA: categorical([false, true]),
		unique: categorical([false, true]),
	},
	heads: {
		onlyB: attend({ value: 'token', query: 'query', key: 'token' }),
		shareOfA: attend({ value: 'isA', query: 'accepts', key: 'token', values: [0, 0.5, 1] }),
		count: attend({ value: 'isA', combine: 'sum', values: [0, 1, 2, 3], keep: true }),
	},
	stages: [
		{
			repeat: 1,
			layers: [
				{
					heads: ['onlyB', 'shareOfA', 'count'],
					mlp: {
						unique: (z) => {
							z.unique = z.defined('onlyB');
						},
						mostlyA: (z) => {
							if (z.shareOfA > 0.5) z.mostlyA = true;
						},
					},
				},
			],
		},
		{ repeat: 2, layers: [{ heads: [], mlp: () => undefined, linear: { total: { of: { count: 1, total: 1 }, bias: 0 } } }] },
	],
	output: 'total',
});

const inputs = [[], ['a'], ['b', 'c'], ['a', 'b', 'a'], ['b', 'b', 'c', 'a'], ['c', 'a', 'a', 'b', 'a', 'c']];
const bits = [['START'], ['START', '1', '0', '1', '1'], ['START', '0', '1']];

/** The model with one number changed: its sign, or 1 where it was 0. */
function corrupted(model: Model, name: string, index: number): Model {
	const tensor = model.tensors[name];
	if (tensor === undefined) throw new Error(`no tensor ${name}`);
	return { ...model, tensors: { ...model.tensors, [name]: changed(tensor, index) } };
}

function changed(tensor: Tensor, index: number): Tensor {
	const data = (tensor.kind === 'dense' ? tensor.data : tensor.values).slice();
	data[index] = data[index] === 0 ? 1 : -(data[index] ?? 0);
	return tensor.kind === 'dense' ? { ...tensor, data } : { ...tensor, values: data };
}

describe('verify', () => {
	it.each(['f64', 'f32'] as const)('finds no difference between a program and its weights in %s', async (dtype) => {
		const report = await verify(parity, compile(parity, { dtype }), bits, { backend });
		expect(report).toMatchObject({ program: 'parity', inputs: 3, layers: 7, differences: 0, first: null });
		expect(report.compared).toBeGreaterThan(100);
		const other = await verify(everything, compile(everything, { dtype }), inputs, { backend });
		expect(other.first).toBeNull();
	});

	it('asks for 1e-9 in f64 and for what the certificate states otherwise', async () => {
		expect((await verify(parity, compile(parity, { dtype: 'f64' }), bits, { backend })).tolerance).toBe(1e-9);
		const model = compile(parity, { dtype: 'f32' });
		expect((await verify(parity, model, bits, { backend })).tolerance).toBe(model.certificate?.tolerance);
	});

	it.each([
		['parity', parity, bits],
		['everything', everything, inputs],
	] as const)('notices a corrupted entry in every weight matrix of %s', async (_, program, batch) => {
		const model = compile(program);
		for (const [name, tensor] of Object.entries(model.tensors)) {
			const size = tensor.kind === 'dense' ? tensor.data.length : tensor.values.length;
			const isBiasOfZeros = tensor.kind === 'dense' && tensor.data.every((value) => value === 0);
			if (size === 0 || isBiasOfZeros) continue;
			const reports = await Promise.all(
				Array.from({ length: size }, (_, index) => verify(program, corrupted(model, name, index), batch, { backend, maxLayers: 10 })),
			);
			const caught = reports.filter((report) => report.first !== null);
			expect(caught.length, name).toBeGreaterThan(0);
			for (const report of caught) expect(report.first?.variable, name).not.toBe('');
		}
	});

	it('names the first layer, sublayer, position and variable', async () => {
		const name = 'stage.0.layer.0.attention.parityLeft.output';
		const whole = compile(parity, { without: ['ordinals'] });
		const tensor = whole.tensors[name];
		if (tensor?.kind !== 'sparse') throw new Error('the output is sparse');
		const model = corrupted(whole, name, tensor.columns.indexOf(coordinateNames(whole.layout).indexOf('parityLeft=1')));
		const { first } = await verify(parity, model, [['START', '1', '0']], { backend });
		expect(first).toMatchObject({
			input: 0,
			tokens: ['START', '1', '0'],
			sublayer: 'attention',
			layer: 0,
			place: { stage: 0, pass: 0, layer: 0 },
			position: 2,
			variable: 'parityLeft',
			expected: 1,
			actual: null,
			coordinate: { name: 'parityLeft=1', expected: 1, actual: -1 },
		});
	});

	it('notices a program that is not the one the weights were made from', async () => {
		const other: Program = { ...parity, stages: parity.stages.map((stage) => ({ ...stage, repeat: 1 })) };
		const { first } = await verify(other, compile(parity), [['START', '1', '0']], { backend });
		expect(first).toMatchObject({ sublayer: 'run', variable: 'layers', expected: 1, actual: 2 });
	});

	it('compares runs that were cut short', async () => {
		const report = await verify(parity, compile(parity), bits, { backend, maxLayers: 2 });
		expect(report).toMatchObject({ differences: 0, layers: 5 });
	});

	it('says how many inputs are done', async () => {
		const seen: number[] = [];
		await verify(parity, compile(parity), bits, { backend, batchSize: 2, onProgress: (done) => seen.push(done) });
		expect(seen).toEqual([2, 3]);
	});

	it('refuses inputs the model does not take', async () => {
		const model = compile(everything);
		await expect(verify(everything, model, [Array.from({ length: 7 }, () => 'a')], { backend })).rejects.toSatisfy(isAltaError);
	});
});
