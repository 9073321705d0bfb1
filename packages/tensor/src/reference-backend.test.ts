import { isAltaError } from '@alta-ts/diagnostics';
import { expect, test } from 'vitest';
import type { Plan } from './plan.js';
import { createReferenceBackend } from './reference-backend.js';
import type { Tensor } from './tensor.js';
import { planOf, runPlan, tensor } from './testing/run-plan.js';

const x = { dtype: 'f32', shape: ['rows', 2] } as const;
const double = planOf({ inputs: { x }, buffers: { y: x }, outputs: ['y'], steps: [{ op: 'add', label: 'sum', a: 'x', b: 'x', out: 'y' }] });

function failsWith(code: string, mentions: string): (error: unknown) => boolean {
	return (error) => isAltaError(error) && error.code === code && error.message.includes(mentions);
}

test('uploads and reads are copies, and a run leaves its inputs alone', async () => {
	const backend = createReferenceBackend();
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

test('results are rounded to the dtype of their buffer', async () => {
	const plan = planOf({ inputs: { x }, buffers: { y: x }, outputs: ['y'], steps: [{ op: 'softmax', label: 's', x: 'x', out: 'y' }] });
	const { outputs } = await runPlan(plan, { x: tensor('f32', [1, 2], [0, 1]) });
	expect(outputs.y).toEqual([1, Math.E].map((each) => Math.fround(each / (1 + Math.E))));
});

test('nothing can be used after it was disposed (ALTA5021)', async () => {
	const backend = createReferenceBackend();
	const buffer = backend.upload(tensor('f32', [1, 2], [1, 2]), 'mine');
	const other = backend.upload(tensor('f32', [1, 2], [1, 2]), 'other');
	const executable = await backend.prepare(double);
	buffer.dispose();
	await expect(backend.read(buffer)).rejects.toSatisfy(failsWith('ALTA5021', '"mine"'));
	await expect(executable.run({ x: buffer })).rejects.toSatisfy(failsWith('ALTA5021', '"mine"'));
	executable.dispose();
	await expect(executable.run({ x: other })).rejects.toSatisfy(failsWith('ALTA5021', 'plan "test"'));
	backend.dispose();
	await expect(backend.read(other)).rejects.toSatisfy(failsWith('ALTA5021', 'backend'));
	await expect(backend.prepare(double)).rejects.toSatisfy(failsWith('ALTA5021', 'backend'));
	expect(() => backend.allocate([1], 'f32', 'late')).toThrow('ALTA5021');
});

test('a buffer of another backend is refused (ALTA5022)', async () => {
	const buffer = createReferenceBackend().upload(tensor('f32', [1, 2], [1, 2]), 'theirs');
	await expect(createReferenceBackend().read(buffer)).rejects.toSatisfy(failsWith('ALTA5022', '"theirs"'));
});

test('missing, extra and misshapen inputs are refused by name, all at once (ALTA5023, ALTA5024)', async () => {
	const plan = planOf({
		inputs: { x, z: x, starts: { dtype: 'i32', shape: ['sequences+1'] }, flags: { dtype: 'i32', shape: ['sequences'] } },
	});
	const given = {
		x: tensor('f32', [3, 2], [1, 2, 3, 4, 5, 6]),
		starts: tensor('i32', [3], [0, 1, 3]),
		flags: tensor('i32', [1], [0]),
		extra: tensor('f32', [0], []),
	};
	const codes = ['ALTA5023', 'ALTA5023', 'ALTA5024'];
	const names = ['extra', 'z', 'flags'];
	await expect(runPlan(plan, given)).rejects.toSatisfy(
		(error) =>
			isAltaError(error) &&
			error.problems.map(({ code }) => code).join() === codes.join() &&
			error.problems.every((problem, index) => problem.where.includes(`input ${names[index]}`)),
	);
	const wrongs = [
		tensor('f64', [3, 2], [1, 2, 3, 4, 5, 6]),
		tensor('f32', [2, 3], [1, 2, 3, 4, 5, 6]),
		tensor('f32', [6], [1, 2, 3, 4, 5, 6]),
	];
	for (const wrong of wrongs) await expect(runPlan(double, { x: wrong })).rejects.toSatisfy(failsWith('ALTA5024', 'Input "x"'));
	const ragged = planOf({
		inputs: { starts: { dtype: 'i32', shape: ['sequences+1'] } },
		buffers: { flags: { dtype: 'i32', shape: ['sequences'] } },
	});
	await expect(runPlan(ragged, { starts: tensor('i32', [0], []) })).rejects.toSatisfy(failsWith('ALTA5024', 'Pass i32 [1]'));
});

test('what is wrong with an input is told of what the plan has: axes, rows, sequences (ALTA5024)', async () => {
	const told = async (plan: Plan, inputs: Readonly<Record<string, Tensor>>): Promise<readonly string[]> => {
		try {
			await runPlan(plan, inputs);
			return [];
		} catch (error) {
			if (!isAltaError(error)) throw error;
			return error.problems.map(({ why, fix }) => `${why} ${fix}`);
		}
	};
	const six = [1, 2, 3, 4, 5, 6];
	expect(await told(double, { x: tensor('f32', [6], six) })).toEqual(['An axis is missing: it has 1, not 2. Pass f32 [rows, 2].']);
	expect(await told(double, { x: tensor('f32', [3, 2, 1], six) })).toEqual([
		'There are too many axes: it has 3, not 2. Pass f32 [rows, 2].',
	]);
	expect(await told(double, { x: tensor('f32', [2, 3], six) })).toEqual(['In this run rows is 2. Pass f32 [2, 2].']);
	const fixed = planOf({ inputs: { x: { dtype: 'f32', shape: [2] } } });
	expect(await told(fixed, { x: tensor('f32', [6], six) })).toEqual(['Nothing is converted for a run. Pass f32 [2].']);
});

test('numbers, promises and nothing at all are no buffers (ALTA5031)', async () => {
	const backend = createReferenceBackend();
	const executable = await backend.prepare(double);
	const run = async (...inputs: readonly unknown[]): Promise<unknown> => Reflect.apply(Reflect.get(executable, 'run'), executable, inputs);
	await expect(run()).rejects.toSatisfy(failsWith('ALTA5031', 'The inputs are undefined'));
	await expect(run({ x: Float32Array.of(1, 2) })).rejects.toSatisfy(failsWith('ALTA5031', 'Upload the numbers: `backend.upload({'));
	await expect(run({ x: Promise.resolve() })).rejects.toSatisfy(failsWith('ALTA5031', 'Await the promise'));
	await expect(run({ x: undefined })).rejects.toSatisfy(failsWith('ALTA5023', 'Input "x" is missing'));
	await expect(Reflect.apply(Reflect.get(backend, 'read'), backend, [])).rejects.toSatisfy(
		failsWith('ALTA5031', 'What is to be read is undefined'),
	);
});

test('row starts begin at 0, never descend and end at the number of rows (ALTA5026)', async () => {
	const plan = planOf({
		inputs: { x, starts: { dtype: 'i32', shape: ['sequences+1'] }, flags: { dtype: 'i32', shape: ['sequences'] } },
		buffers: { y: x },
		steps: [
			{
				op: 'repeat',
				label: 'loop',
				atMost: 1,
				steps: [{ op: 'add', label: 'sum', a: 'x', b: 'x', unless: 'flags', starts: 'starts', out: 'y' }],
			},
		],
	});
	for (const starts of [
		[1, 2, 3],
		[0, 2, 2],
		[0, 3, 2, 3],
		[0, 4, 3],
	]) {
		const given = {
			x: tensor('f32', [3, 2], [1, 2, 3, 4, 5, 6]),
			starts: tensor('i32', [starts.length], starts),
			flags: tensor('i32', [starts.length - 1], starts.slice(1)),
		};
		await expect(runPlan(plan, given)).rejects.toSatisfy(failsWith('ALTA5026', '"starts"'));
	}
});

test('tensors that contradict themselves are refused (ALTA5028)', () => {
	const backend = createReferenceBackend();
	const wrongs = [
		{ dtype: 'f32', shape: [2], data: Float64Array.of(1, 2) },
		{ dtype: 'f32', shape: [3], data: Float32Array.of(1, 2) },
		{ dtype: 'bf16', shape: [2], data: Float64Array.of(1, 2) },
		{ dtype: 'bf16', shape: [2], data: Float32Array.of(1, 257) },
		{ dtype: 'f32', shape: [-1, -2], data: Float32Array.of(1, 2) },
	] as const;
	for (const wrong of wrongs) expect(() => backend.upload(wrong, 'odd')).toThrow(/ALTA5028.*"odd"/);
	expect(() => backend.allocate([1.5], 'f32', 'odd')).toThrow('ALTA5028');
	const upload = (given: unknown): unknown => Reflect.apply(Reflect.get(backend, 'upload'), backend, [given, 'odd']);
	const data = Float32Array.of(1, 2);
	expect(() => upload({ dtype: 'float32', shape: [2], data })).toThrow(/ALTA5028.*no dtype "float32".*Write "f32"/s);
	expect(() => upload({ dtype: 'f32', shape: 2, data })).toThrow(/ALTA5028.*has the shape the number 2/);
	expect(() => upload({ dtype: 'f32', shape: [2] })).toThrow(/ALTA5028.*"odd" is no tensor/);
	expect(() => upload({ dtype: 'f32', shape: [2], data: undefined })).toThrow(/ALTA5028.*Its data is undefined/);
	for (const given of [data, undefined, Promise.resolve()]) expect(() => upload(given)).toThrow(/ALTA5028.*"odd" is no tensor/);
	expect(() => Reflect.apply(Reflect.get(backend, 'allocate'), backend, [[2], 'int32', 'odd'])).toThrow(
		/ALTA5028.*no dtype "int32".*Write "i32"/s,
	);
});

test('names of tensors and loops may be those of properties that every object has', async () => {
	const plan = planOf({
		constants: { valueOf: tensor('f32', [2, 2], [1, 2, 3, 4]) },
		inputs: { isPrototypeOf: x },
		buffers: { toString: x, constructor: x },
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
	const { outputs, passes } = await runPlan(plan, { isPrototypeOf: tensor('f32', [1, 2], [1, 1]) });
	expect(Object.entries(outputs)).toEqual([['toString', [8, 12]]]);
	expect(Object.entries(passes)).toEqual([['toLocaleString', 2]]);
});
