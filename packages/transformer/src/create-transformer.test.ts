import { isAltaError } from '@alta-ts/diagnostics';
import { type Config, dataOf, type Model, type ReadoutConfig, roundTo, type TensorDType } from '@alta-ts/model';
import { type Backend, createReferenceBackend } from '@alta-ts/tensor';
import { expect, test } from 'vitest';
import { createTransformer } from './index.js';
import { matrix, spread, vector, withSparseMatrices } from './testing/small-models.js';
import type { TransformerOptions, TransformerRun } from './transformer.js';

async function run(model: Model, batch: readonly (readonly string[])[], options?: TransformerOptions): Promise<readonly TransformerRun[]> {
	const transformer = await createTransformer(model, createReferenceBackend());
	return transformer.run(batch, options);
}

function failsWith(...codes: readonly string[]): (error: unknown) => boolean {
	return (error) => isAltaError(error) && error.problems.map(({ code }) => code).join() === codes.join();
}

const four = ['START', 'a', 'a', 'a'];
const inputs = [four, ['START'], [], ['START', 'a']];

for (const model of [spread, withSparseMatrices(spread)]) {
	test(`every sequence of a batch halts by itself (${model.tensors['embedding.token']?.kind})`, async () => {
		const runs = await run(model, inputs);
		expect(runs.map(({ layers, halted }) => ({ layers, halted }))).toEqual([3, 1, 1, 1].map((layers) => ({ layers, halted: true })));
		expect(runs.map(({ output }) => output)).toEqual(inputs.map((tokens) => tokens.map(() => true)));
		expect(runs[3]?.logits).toEqual([
			[0, 1],
			[0, 1],
		]);
	});
}

test('a dtype that the backend does not have is refused once (ALTA5029)', async () => {
	const backend = createReferenceBackend();
	const capabilities = { ...backend.capabilities, dtypes: ['f32', 'i32'], refuses: [{ dtypes: ['f16'], reason: 'It is old.' }] } as const;
	const refused = createTransformer(spread, { ...backend, name: 'old', capabilities }, { dtype: 'f16' });
	await expect(refused).rejects.toSatisfy(failsWith('ALTA5029'));
	await expect(refused).rejects.toThrow(/The backend old does not compute in f16\.[\s\S]*It is old\.[\s\S]*dtype: 'f32'/);
});

test('an empty batch gives no runs', async () => {
	expect(await run(spread, [])).toEqual([]);
});

test('passes that would go beyond maxLayers are not begun', async () => {
	expect(await run(spread, [four, ['START', 'a']], { maxLayers: 2 })).toMatchObject([
		{ output: [true, true, true, false], layers: 2, halted: false },
		{ output: [true, true], layers: 1, halted: true },
	]);
	expect(await run(spread, [four], { maxLayers: 0 })).toMatchObject([{ output: [true, false, false, false], layers: 0, halted: false }]);
});

/** The same layer in other stages. */
function staged(...repeats: readonly Config['stages'][number]['repeat'][]): Model {
	const [stage] = spread.config.stages;
	const layers = stage?.layers ?? [];
	return { ...spread, config: { ...spread.config, stages: repeats.map((repeat) => ({ layers: [...layers, ...layers], repeat })) } };
}

const until = { name: 'halt' };
const ten = ['START', ...Array<string>(9).fill('a')];
const spreadBy = (steps: number): readonly boolean[] => ten.map((_, position) => position <= steps);

test('stages follow each other, and a limit is counted over all of them', async () => {
	const two = staged(1, { until });
	expect(await run(two, [ten])).toMatchObject([{ layers: 10, halted: true, output: spreadBy(9) }]);
	expect(await run(two, [ten], { maxLayers: 7 })).toMatchObject([{ layers: 6, halted: false, output: spreadBy(6) }]);
	expect(await run(two, [ten], { maxLayers: 1 })).toMatchObject([{ layers: 0, halted: false, output: spreadBy(0) }]);
});

test('a stage that reaches its own limit goes on to the next, not halted', async () => {
	expect(await run(staged({ until, atMost: 2 }, 1), [ten, ['START']])).toMatchObject([
		{ layers: 6, halted: false, output: spreadBy(6) },
		{ layers: 4, halted: true },
	]);
});

test('sequences that use up the limit at different stages stop on their own', async () => {
	const runs = await run(staged({ until }, 2, 1), [ten, ['START'], ['START', 'a', 'a', 'a']], { maxLayers: 8 });
	expect(runs).toMatchObject([
		{ layers: 8, halted: false, output: spreadBy(8) },
		{ layers: 8, halted: true },
		{ layers: 8, halted: false },
	]);
});

test('exactly so many layers: the looped stage takes up the difference, and may end within a pass', async () => {
	const middle = staged(1, { until }, 1);
	for (const layers of [0, 1, 3, 4, 5, 6, 7, 8, 13]) {
		expect(await run(middle, [ten], { layers })).toMatchObject([{ layers, halted: layers >= 9, output: spreadBy(layers) }]);
	}
	const fixed = staged(2, 1);
	for (const layers of [2, 5, 6, 9]) {
		expect(await run(fixed, [ten], { layers })).toMatchObject([{ layers, halted: layers >= 6, output: spreadBy(layers) }]);
	}
	expect(await run(spread, [['START']], { layers: 20 })).toMatchObject([{ layers: 20, halted: true, output: [true] }]);
});

test('impossible numbers of layers are refused (ALTA6005, ALTA6006)', async () => {
	await expect(run(spread, [], { layers: -1, maxLayers: 0.5 })).rejects.toSatisfy(failsWith('ALTA6005', 'ALTA6005', 'ALTA6005'));
	await expect(run(staged({ until }, { until }), [], { layers: 3 })).rejects.toSatisfy(failsWith('ALTA6006'));
});

test('unknown tokens and too long inputs are refused all at once (ALTA6001, ALTA6002)', async () => {
	const short = { ...spread, config: { ...spread.config, maxLength: 3 } };
	await expect(run(short, [['START', 'b'], four, ['start', 'a', 'a', 'a']])).rejects.toSatisfy(
		(error) =>
			failsWith('ALTA6002', 'ALTA6002', 'ALTA6001', 'ALTA6001')(error) &&
			isAltaError(error) &&
			/no token "b"/.test(error.message) &&
			/input 0 › position 1/.test(error.message) &&
			/Write "START"/.test(error.message) &&
			/Input 2 has 4 positions, the model takes at most 3/.test(error.message),
	);
});

test('position embeddings and offset biases limit the length too (ALTA6002)', async () => {
	const positions: Model = {
		...spread,
		config: { ...spread.config, input: { kind: 'tokens', tokens: ['START', 'a'], positions: 2 } },
		tensors: {
			...spread.tensors,
			'embedding.position': matrix([
				[0, 0, 0],
				[-1, 1, 0],
			]),
		},
	};
	expect(await run(positions, [['START', 'a']])).toMatchObject([{ output: [true, true], layers: 1 }]);
	await expect(run(positions, [['START', 'a', 'a']])).rejects.toSatisfy(failsWith('ALTA6002'));
	const [stage] = spread.config.stages;
	const layers = (stage?.layers ?? []).map((layer) => ({
		...layer,
		attention: { heads: (layer.attention?.heads ?? []).map((head) => ({ ...head, offsetBias: [0, 0, 0] })) },
	}));
	await expect(run({ ...spread, config: { ...spread.config, stages: [{ layers, repeat: 1 }] } }, [four])).rejects.toSatisfy(
		failsWith('ALTA6002'),
	);
});

test('missing and misshapen tensors are refused by name (ALTA6007, ALTA6008)', async () => {
	const without = Object.fromEntries(Object.entries(spread.tensors).filter(([name]) => name !== 'spread.mlp.1.bias'));
	await expect(run({ ...spread, tensors: without }, [])).rejects.toSatisfy(failsWith('ALTA6007'));
	const odd = {
		...spread.tensors,
		'spread.attention.doneLeft.value': matrix([
			[1, 1],
			[1, 1],
			[1, 1],
		]),
	};
	await expect(run({ ...spread, tensors: odd }, [])).rejects.toThrow(
		/"spread.attention.doneLeft.value" has the shape \[3, 2\], not \[3, 1\]/,
	);
});

/** A model without layers: what it embeds it reads out. */
function readingOut(
	readout: ReadoutConfig,
	weight: readonly (readonly number[])[],
	bias: readonly number[],
	more: Model['tensors'] = {},
): Model {
	return {
		format: 'alta-model/1',
		name: 'read',
		config: { input: { kind: 'tokens', tokens: ['a', 'b', 'c'] }, width: 2, stages: [], readout },
		layout: { blocks: [{ kind: 'plain', names: ['x', 'y'], start: 0, width: 2 }], sources: [] },
		tensors: {
			'embedding.token': matrix([
				[2, 1],
				[-3, 0.5],
				[0, 0.6],
			]),
			'readout.weight': matrix(weight),
			'readout.bias': vector(bias),
			...more,
		},
	};
}

const identity = [
	[1, 0],
	[0, 1],
] as const;

test('classes: the first largest column, null is undefined, and pooling', async () => {
	const classes = (pool: ReadoutConfig['pool']): Model =>
		readingOut({ kind: 'classes', classes: ['left', null], pool, tied: false }, identity, [0, 0]);
	const [run1, empty] = await run(classes('none'), [['a', 'b', 'c'], []]);
	expect(run1).toEqual({
		output: ['left', undefined, undefined],
		logits: [
			[2, 1],
			[-3, 0.5],
			[0, 0.6],
		],
		layers: 0,
		halted: true,
	});
	expect(empty).toEqual({ output: [], logits: [], layers: 0, halted: true });
	const [mean, none] = await run(classes('mean'), [['a', 'b'], []]);
	expect(mean).toMatchObject({ output: [undefined], logits: [[-0.5, 0.75]] });
	expect(none).toMatchObject({ output: [undefined], logits: [[]] });
	const [second, beyond] = await run(classes({ position: 1 }), [['b', 'a'], ['a']]);
	expect(second).toMatchObject({ output: ['left'], logits: [[2, 1]] });
	expect(beyond).toMatchObject({ output: [undefined], logits: [[]] });
	const tie = readingOut(
		{ kind: 'classes', classes: [0, 1], pool: { position: 0 }, tied: false },
		[
			[0, 0],
			[0, 0],
		],
		[1, 1],
	);
	expect(await run(tie, [['a']])).toMatchObject([{ output: [0] }]);
});

test('tied classes read with the transposed token embedding', async () => {
	const tied: Config['readout'] = { kind: 'classes', classes: ['a', 'b', 'c'], pool: 'none', tied: true };
	const model = readingOut(tied, [[9]], [0, 0, 0]);
	expect(await run(model, [['a', 'b']])).toMatchObject([
		{
			output: ['a', 'b'],
			logits: [
				[5, -5.5, 0.6],
				[-5.5, 9.25, 0.3],
			],
		},
	]);
});

test('numbers, with and without a column that says what is defined', async () => {
	const plain = readingOut({ kind: 'number', pool: 'none' }, [[1], [0]], [1]);
	expect(await run(plain, [['a', 'b']])).toEqual([{ output: [3, -2], layers: 0, halted: true }]);
	const nullable = readingOut({ kind: 'number', pool: 'none' }, identity, [0, 0]);
	expect(await run(nullable, [['a', 'b', 'c']])).toMatchObject([{ output: [2, undefined, 0] }]);
	expect(await run(readingOut({ kind: 'number', pool: 'mean' }, [[1], [0]], [0]), [['a', 'b'], []])).toMatchObject([
		{ output: [-0.5] },
		{ output: [undefined] },
	]);
});

test('sets, with and without a column that says what is defined', async () => {
	const plain = readingOut({ kind: 'set', members: ['x', 'y'], pool: 'none' }, identity, [0, 0]);
	expect(await run(plain, [['a', 'b', 'c']])).toMatchObject([{ output: [new Set(['x', 'y']), new Set(), new Set(['y'])] }]);
	const nullable = readingOut({ kind: 'set', members: ['x'], pool: 'none' }, identity, [0, 0]);
	expect(await run(nullable, [['a', 'b', 'c']])).toMatchObject([{ output: [new Set(['x']), undefined, new Set()] }]);
});

test('the dtype follows the tensors unless it is given', async () => {
	const third = 1 / 3;
	const model = readingOut({ kind: 'number', pool: 'none' }, [[1], [0]], [third]);
	const [f32, f16, bf16] = [inDType(model, 'f32'), inDType(model, 'f16'), inDType(model, 'bf16')];
	const outputOf = async (each: Model, dtype?: TensorDType): Promise<unknown> => {
		const transformer = await createTransformer(each, createReferenceBackend(), dtype === undefined ? {} : { dtype });
		return (await transformer.run([['c']]))[0]?.output[0];
	};
	expect(await outputOf(model)).toBe(third);
	expect(await outputOf(model, 'f32')).toBe(Math.fround(third));
	expect(await outputOf(f32)).toBe(Math.fround(third));
	expect(await outputOf(f32, 'f64')).toBe(Math.fround(third));
	expect(await outputOf(f16)).toBe(roundTo('f16', third));
	expect(await outputOf(bf16)).toBe(roundTo('bf16', third));
	expect(await outputOf(model, 'bf16')).toBe(roundTo('bf16', third));
	const mixed = { ...f16, tensors: { ...f16.tensors, 'readout.bias': tensorOf(bf16, 'readout.bias') } };
	expect(await outputOf(mixed)).toBe(roundTo('bf16', third));
});

function inDType(model: Model, dtype: TensorDType): Model {
	const tensors = Object.entries(model.tensors).map(([name, tensor]) => {
		if (tensor.kind === 'sparse') throw new Error(`${name} is sparse`);
		return [name, { ...tensor, dtype, data: dataOf(dtype, tensor.data) }];
	});
	return { ...model, tensors: Object.fromEntries(tensors) };
}

function tensorOf(model: Model, name: string): Model['tensors'][string] {
	const tensor = model.tensors[name];
	if (tensor === undefined) throw new Error(`no tensor ${name}`);
	return tensor;
}

test('rows of numbers enter the residual stream as they are (ALTA6003, ALTA6004, ALTA6008)', async () => {
	const model: Model = { ...spread, config: { ...spread.config, maxLength: 3, input: { kind: 'matrix', columns: 3 } } };
	const transformer = await createTransformer(model, createReferenceBackend());
	const rows = (...numbers: number[]): { rows: number; columns: number; data: number[] } => ({
		rows: numbers.length / 3,
		columns: 3,
		data: numbers,
	});
	expect(await transformer.runMatrix([rows(0, 1, 0, 1, 0, 0, 1, 0, 0), rows(), rows(0, 1, 0)])).toMatchObject([
		{ output: [true, true, true], layers: 2, halted: true },
		{ output: [], layers: 1, halted: true },
		{ output: [true], layers: 1, halted: true },
	]);
	await expect(transformer.run([['a']])).rejects.toSatisfy(failsWith('ALTA6003'));
	await expect(
		transformer.runMatrix([
			{ rows: 4, columns: 3, data: [] },
			{ rows: 1, columns: 2, data: [1, 2] },
		]),
	).rejects.toSatisfy(failsWith('ALTA6002', 'ALTA6004', 'ALTA6004'));
	await expect((await createTransformer(spread, createReferenceBackend())).runMatrix([])).rejects.toSatisfy(failsWith('ALTA6003'));
	await expect(run({ ...model, config: { ...model.config, input: { kind: 'matrix', columns: 2 } } }, [])).rejects.toSatisfy(
		failsWith('ALTA6008'),
	);
});

/** A backend that counts the buffers that were not disposed. */
function counting(): { readonly backend: Backend; readonly open: () => number } {
	const reference = createReferenceBackend();
	let open = 0;
	const counted: Backend['upload'] = (tensor, label) => {
		const buffer = reference.upload(tensor, label);
		return track(buffer);
	};
	const track = (buffer: ReturnType<Backend['upload']>): ReturnType<Backend['upload']> => {
		open++;
		const dispose = buffer.dispose.bind(buffer);
		let live = true;
		Object.assign(buffer, {
			dispose: () => {
				if (live) open--;
				live = false;
				dispose();
			},
		});
		return buffer;
	};
	const backend: Backend = {
		...reference,
		upload: counted,
		prepare: async (plan) => {
			const executable = await reference.prepare(plan);
			return {
				...executable,
				run: async (given) => {
					const info = await executable.run(given);
					for (const buffer of Object.values(info.outputs)) track(buffer);
					return info;
				},
			};
		},
	};
	return { backend, open: () => open };
}

test('a run disposes every buffer it made', async () => {
	const { backend, open } = counting();
	const transformer = await createTransformer(staged(2, { until }, 1), backend);
	const hook = { name: () => true, visit: () => {} };
	const patch = { name: 'embedding', apply: (data: Float64Array) => data };
	const head = { name: 'stage.0.loop.0.layer.1.attention.doneLeft', apply: (data: Float64Array) => data };
	for (const options of [
		{},
		{ layers: 9 },
		{ layers: 10 },
		{ maxLayers: 5 },
		{ maxLayers: 0 },
		{ hooks: [hook] },
		{ layers: 9, hooks: [hook], patch: [patch, head] },
	]) {
		await transformer.run([ten, ['START']], options);
		expect(open()).toBe(0);
	}
	const broken = {
		name: 'stage.1.loop.0.layer.0.mlp.hidden.0',
		visit: () => {
			throw new RangeError('stop');
		},
	};
	await expect(transformer.run([ten], { hooks: [broken] })).rejects.toThrow('stop');
	expect(open()).toBe(0);
});

test('layers with nothing in them count, and change nothing', async () => {
	const { backend, open } = counting();
	const empty = { name: 'empty', norm: 'none' } as const;
	const [stage] = spread.config.stages;
	const layers = [empty, ...(stage?.layers ?? []), empty];
	const transformer = await createTransformer(
		{ ...spread, config: { ...spread.config, stages: [{ layers, repeat: { until } }] } },
		backend,
	);
	expect(await transformer.run([four])).toMatchObject([{ layers: 9, halted: true }]);
	for (const hooks of [[], [{ name: () => true, visit: () => {} }]]) {
		for (const count of [1, 4, 7, 8]) {
			const output = four.map((_, position) => position <= Math.floor((count + 1) / 3));
			expect(await transformer.run([four], { layers: count, hooks })).toMatchObject([{ layers: count, output }]);
		}
	}
	expect(open()).toBe(0);
});
