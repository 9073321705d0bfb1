import { expect, test } from 'vitest';
import { assembleBackend } from './assemble-backend.js';
import type { Backend } from './backend.js';
import { type BufferType, OPS, type Plan } from './plan.js';
import type { Tensor } from './tensor.js';

const rows: BufferType = { dtype: 'f32', shape: ['rows'] };
const plan: Plan = {
	name: 'slow',
	constants: {},
	inputs: { x: rows },
	buffers: { y: rows },
	outputs: ['y'],
	steps: [{ op: 'add', label: 'twice', a: 'x', b: 'x', out: 'y' }],
};
const x: Tensor = { dtype: 'f32', shape: [1], data: Float32Array.of(1) };

/** A backend whose device takes a while, and what the device has given back. */
function slowBackend(): { readonly backend: Backend; readonly given: string[] } {
	const given: string[] = [];
	const later = async (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));
	const backend = assembleBackend<Tensor & { readonly what: string }>({
		name: 'slow',
		adapter: { name: 'slow', description: 'Nothing but time.', software: false },
		capabilities: { ops: OPS, dtypes: ['f32', 'i32'], refuses: [], limits: { bufferBytes: 64 }, features: [] },
		upload: (tensor, label) => ({ ...tensor, what: label }),
		allocate: (shape, dtype, label) => ({ dtype, shape, data: new Float32Array(1), what: label }),
		read: async (tensor) => tensor,
		starts: ({ data }) => data,
		free: ({ what }) => given.push(what),
		prepare: async (own) => {
			await later();
			return {
				run: async () => {
					await later();
					return { outputs: { y: { ...x, what: `y of ${own.name}` } }, passes: {} };
				},
				dispose: () => given.push('constants'),
			};
		},
	});
	return { backend, given };
}

test('what ends after the backend was disposed is refused (ALTA5021), and its memory given back', async () => {
	const { backend, given } = slowBackend();
	const executable = await backend.prepare(plan);
	const run = executable.run({ x: backend.upload(x, 'x') });
	const prepared = backend.prepare(plan);
	backend.dispose();
	await expect(run).rejects.toThrow('ALTA5021');
	await expect(prepared).rejects.toThrow('ALTA5021');
	executable.dispose();
	executable.dispose();
	expect(given.toSorted()).toEqual(['constants', 'constants', 'x', 'y of slow']);
});

test('a plan may be changed once it is prepared: it is the plan it was that runs', async () => {
	const { backend } = slowBackend();
	const steps = [...plan.steps];
	const changing = { ...plan, inputs: { ...plan.inputs }, steps };
	const executable = await backend.prepare(changing);
	Reflect.set(changing.inputs, 'z', rows);
	steps.length = 0;
	const { outputs } = await executable.run({ x: backend.upload(x, 'x') });
	expect(outputs.y?.label).toBe('y');
});

test('the device is not asked for what is beyond it (ALTA5029)', () => {
	const { backend } = slowBackend();
	expect(() => backend.allocate([17], 'f32', 'large')).toThrow('ALTA5029');
	expect(() => backend.allocate([1], 'f64', 'double')).toThrow('ALTA5029');
});
