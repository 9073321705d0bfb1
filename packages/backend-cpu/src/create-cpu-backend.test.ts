import { isAltaError } from '@alta-ts/diagnostics';
import { createReferenceBackend } from '@alta-ts/tensor';
import { expect, test } from 'vitest';
import { createCpuBackend } from './create-cpu-backend.js';
import { planOf, runPlan, tensor } from './testing/compare.js';

const x = { dtype: 'f32', shape: ['rows', 2] } as const;
const double = planOf({ inputs: { x }, buffers: { y: x }, outputs: ['y'], steps: [{ op: 'add', label: 'sum', a: 'x', b: 'x', out: 'y' }] });

function failsWith(code: string, mentions: string): (error: unknown) => boolean {
	return (error) => isAltaError(error) && error.code === code && error.message.includes(mentions);
}

test('uploads and reads are copies, and a run leaves its inputs alone', async () => {
	const backend = createCpuBackend();
	const data = Float32Array.of(1, 2);
	const buffer = backend.upload({ dtype: 'f32', shape: [1, 2], data }, 'x');
	data[0] = 9;
	const executable = await backend.prepare(double);
	const { outputs } = await executable.run({ x: buffer });
	(await backend.read(buffer)).data[1] = 9;
	expect(await backend.read(buffer)).toEqual({ dtype: 'f32', shape: [1, 2], data: Float32Array.of(1, 2) });
	expect(outputs.y && (await backend.read(outputs.y))).toEqual({ dtype: 'f32', shape: [1, 2], data: Float32Array.of(2, 4) });
	expect(await backend.read(backend.allocate([2, 0], 'i32', 'none'))).toEqual({ dtype: 'i32', shape: [2, 0], data: new Int32Array(0) });
});

test('nothing can be used after it was disposed, nor on another backend (ALTA5021, ALTA5022)', async () => {
	const backend = createCpuBackend();
	const buffer = backend.upload(tensor('f32', [1, 2], [1, 2]), 'mine');
	const executable = await backend.prepare(double);
	const theirs = createReferenceBackend().upload(tensor('f32', [1, 2], [1, 2]), 'theirs');
	await expect(executable.run({ x: theirs })).rejects.toSatisfy(failsWith('ALTA5022', '"theirs"'));
	buffer.dispose();
	buffer.dispose();
	await expect(backend.read(buffer)).rejects.toSatisfy(failsWith('ALTA5021', '"mine"'));
	executable.dispose();
	await expect(executable.run({ x: buffer })).rejects.toSatisfy(failsWith('ALTA5021', 'plan "test"'));
	backend.dispose();
	expect(() => backend.allocate([1], 'f32', 'late')).toThrow('ALTA5021');
});

test('dtypes it does not compute in are refused with the reason (ALTA5029)', async () => {
	const backend = createCpuBackend();
	const half = { dtype: 'f16', shape: ['rows', 2] } as const;
	await expect(backend.prepare({ ...double, inputs: { x: half }, buffers: { y: half } })).rejects.toSatisfy(
		failsWith('ALTA5029', 'compute in f32'),
	);
	expect(() => backend.allocate([2], 'f64', 'precise')).toThrow('ALTA5029');
});

test('what memory has no room for is refused by name, and what was taken for it is given back (ALTA5029)', async () => {
	const backend = createCpuBackend({ memoryBytes: 2 ** 16 });
	const wide = { dtype: 'f32', shape: ['rows', 5000] } as const;
	const plan = planOf({
		inputs: { tokens: { dtype: 'i32', shape: ['rows'] } },
		buffers: { first: wide, second: wide, third: wide, fourth: wide },
	});
	await expect(runPlan(backend, plan, { tokens: tensor('i32', [1], [0]) })).rejects.toSatisfy(
		failsWith('ALTA5029', '"fourth" takes 20,000 bytes'),
	);
	expect((await runPlan(backend, double, { x: tensor('f32', [1, 2], [1, 2]) })).outputs).toEqual({ y: [2, 4] });
});

test('a plan may be changed after it was prepared', async () => {
	const backend = createCpuBackend();
	const data = Float32Array.of(1, 0, 0, 1);
	const plan = planOf({
		constants: { w: { dtype: 'f32', shape: [2, 2], data } },
		inputs: { x },
		buffers: { y: x },
		outputs: ['y'],
		steps: [{ op: 'linear', label: 'l', x: 'x', weight: 'w', activation: 'none', out: 'y' }],
	});
	const executable = await backend.prepare(plan);
	data.fill(9);
	const { outputs } = await executable.run({ x: backend.upload(tensor('f32', [1, 2], [3, 4]), 'x') });
	expect(outputs.y && (await backend.read(outputs.y)).data).toEqual(Float32Array.of(3, 4));
});

test('names of tensors and loops may be those of properties that every object has', async () => {
	const rows = { dtype: 'f32', shape: ['rows', 2] } as const;
	const plan = planOf({
		constants: { valueOf: tensor('f32', [2, 2], [1, 2, 3, 4]) },
		inputs: { isPrototypeOf: rows },
		buffers: { toString: rows, constructor: rows },
		outputs: ['toString'],
		steps: [
			{
				op: 'repeat',
				label: 'toLocaleString',
				atMost: 2,
				steps: [
					{ op: 'linear', label: 'hasOwnProperty', x: 'isPrototypeOf', weight: 'valueOf', activation: 'none', out: 'constructor' },
					{ op: 'add', label: 'sum', a: 'toString', b: 'constructor', out: 'toString' },
				],
			},
		],
	});
	const { outputs, passes } = await runPlan(createCpuBackend(), plan, { isPrototypeOf: tensor('f32', [1, 2], [1, 1]) });
	expect(Object.entries(outputs)).toEqual([['toString', [8, 12]]]);
	expect(Object.entries(passes)).toEqual([['toLocaleString', 2]]);
});
