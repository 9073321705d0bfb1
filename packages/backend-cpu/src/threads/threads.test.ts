import { isAltaError } from '@alta-ts/diagnostics';
import type { Backend, Plan, Tensor } from '@alta-ts/tensor';
import { afterEach, expect, test } from 'vitest';
import { createCpuBackend } from '../create-cpu-backend.js';
import { createOneThread } from '../one-thread.js';
import { planOf, runPlan, someNumbers, tensor } from '../testing/compare.js';
import type { HostThread } from './host-threads.js';
import type { Request } from './messages.js';
import { withThreads } from './with-threads.js';

const WIDTH = 96;
const rows = { dtype: 'f32', shape: ['rows', WIDTH] } as const;

/** A dense layer over and over, so that a batch takes a while. */
const plan: Plan = planOf({
	name: 'long',
	constants: {
		w: { dtype: 'f32', shape: [WIDTH, WIDTH], data: someNumbers(WIDTH * WIDTH) },
		table: { dtype: 'f32', shape: [5, WIDTH], data: someNumbers(5 * WIDTH, 3) },
	},
	inputs: { tokens: { dtype: 'i32', shape: ['rows'] }, starts: { dtype: 'i32', shape: ['sequences+1'] } },
	buffers: { x: rows, y: rows, z: rows },
	outputs: ['x', 'z'],
	steps: [
		{ op: 'gather', label: 'embed', table: 'table', indices: 'tokens', out: 'x' },
		{
			op: 'repeat',
			label: 'layers',
			atMost: 30,
			steps: [
				{ op: 'linear', label: 'l', x: 'x', weight: 'w', activation: 'tanh', out: 'y' },
				{
					op: 'attention',
					label: 'a',
					query: 'y',
					key: 'y',
					value: 'x',
					starts: 'starts',
					out: 'z',
					heads: [{ name: 'h', kind: 'softmax', keyColumns: [0, WIDTH], valueColumns: [0, WIDTH], scale: 1 }],
				},
				{ op: 'softmax', label: 's', x: 'z', out: 'x' },
			],
		},
	],
});

function batch(sequences: number, bad?: number): Readonly<Record<string, Tensor>> {
	const starts = [0];
	for (let sequence = 0; sequence < sequences; sequence++) starts.push((starts.at(-1) ?? 0) + ((sequence * 7) % 23));
	const tokens = Array.from({ length: starts.at(-1) ?? 0 }, (_, row) => (row === bad ? 9 : row % 5));
	return { tokens: tensor('i32', [tokens.length], tokens), starts: tensor('i32', [starts.length], starts) };
}

const open: Backend[] = [];
afterEach(() => {
	for (const backend of open.splice(0)) backend.dispose();
});

function opened(backend: Backend): Backend {
	open.push(backend);
	return backend;
}

/** A thread that does what a test says with every request. */
function fakeThread(
	answer: (request: Request, reply: Parameters<HostThread['onReply']>[0], end: (reason: string) => void) => void,
): HostThread {
	let reply: Parameters<HostThread['onReply']>[0] = () => {};
	let end: (reason: string) => void = () => {};
	return {
		post: (request) => answer(request, reply, end),
		onReply: (listener) => {
			reply = listener;
		},
		onEnd: (listener) => {
			end = listener;
		},
		hold: () => {},
		stop: () => {},
	};
}

/** Runs a plan until it is slow enough to be divided, then once more. */
async function runTwice(backend: Backend, inputs: Readonly<Record<string, Tensor>>): Promise<void> {
	const executable = await backend.prepare(plan);
	const buffers = Object.fromEntries(Object.entries(inputs).map(([name, each]) => [name, backend.upload(each, name)]));
	await executable.run(buffers);
	await executable.run(buffers);
}

test('two threads give the same bits as one', async () => {
	const inputs = batch(60);
	const expected = await runPlan(createCpuBackend(), plan, inputs);
	const backend = opened(createCpuBackend({ threads: 2 }));
	expect(backend.adapter.description).toContain('on up to 2 threads');
	const executable = await backend.prepare(plan);
	const buffers = Object.fromEntries(Object.entries(inputs).map(([name, each]) => [name, backend.upload(each, name)]));
	for (let run = 0; run < 3; run++) {
		const { outputs, passes } = await executable.run(buffers);
		expect(passes).toEqual({ layers: 30 });
		for (const [name, buffer] of Object.entries(outputs)) {
			expect(buffer.shape).toEqual([inputs.tokens?.data.length, WIDTH]);
			expect(Array.from((await backend.read(buffer)).data)).toEqual(expected.outputs[name]);
			buffer.dispose();
		}
	}
	executable.dispose();
});

test('the second of two large batches is divided, in parts of about as many rows, each with starts from 0', async () => {
	const parts: Request[] = [];
	const thread = (): HostThread =>
		fakeThread((request, reply) => {
			if (request.kind === 'run') {
				parts.push(request);
				queueMicrotask(() => reply({ id: request.id, result: undefined }));
			}
		});
	const backend = opened(withThreads(createOneThread({}), 1, {}, thread));
	const inputs = batch(60);
	await runTwice(backend, inputs);
	expect(parts).toHaveLength(1);
	const [part] = parts;
	const given = part?.kind === 'run' ? part.inputs : {};
	const all = inputs.tokens?.data.length ?? 0;
	expect(given.starts?.data[0]).toBe(0);
	expect(given.starts?.data.at(-1)).toBe(given.tokens?.data.length);
	expect(Math.abs((given.tokens?.data.length ?? 0) - all / 2)).toBeLessThan(23);
});

test('what is wrong with a batch is told as on one thread', async () => {
	const backend = opened(createCpuBackend({ threads: 2 }));
	await expect(runPlan(backend, plan, batch(60, 300))).rejects.toThrow('Row 300 asks for entry 9');
	const executable = await backend.prepare(plan);
	const upload = (inputs: Readonly<Record<string, Tensor>>) =>
		Object.fromEntries(Object.entries(inputs).map(([name, each]) => [name, backend.upload(each, name)]));
	await executable.run(upload(batch(60)));
	await expect(executable.run(upload(batch(60, 300)))).rejects.toThrow('Row 300 asks for entry 9');
	const { starts, tokens } = upload(batch(60));
	if (starts === undefined || tokens === undefined) throw new Error('no batch');
	await expect(executable.run({ starts, tokens: starts })).rejects.toThrow('ALTA5026');
	await expect(executable.run({ tokens })).rejects.toThrow('ALTA5023');
});

test('a thread that ends fails the run it is needed for (ALTA5050)', async () => {
	const thread = (): HostThread => fakeThread((request, _, end) => request.kind === 'run' && queueMicrotask(() => end('no memory')));
	const backend = opened(withThreads(createOneThread({}), 1, {}, thread));
	await expect(runTwice(backend, batch(60))).rejects.toSatisfy((error) => isAltaError(error) && error.code === 'ALTA5050');
});

test('a backend that is disposed refuses what its threads have not answered (ALTA5021)', async () => {
	const backend = withThreads(createOneThread({}), 1, {}, () => fakeThread((request) => request.kind === 'run' && backend.dispose()));
	await expect(runTwice(backend, batch(60))).rejects.toThrow('ALTA5021');
});

test('an option that is no count is refused (ALTA5051)', () => {
	expect(() => createCpuBackend({ threads: 0 })).toThrow('ALTA5051');
	expect(() => createCpuBackend({ memoryBytes: 1.5 })).toThrow('ALTA5051');
});
