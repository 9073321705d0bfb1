import { assembleBackend, type Backend, bytesOf, countEntries, OPS } from '@alta-ts/tensor';
import type { MachineOptions } from './cpu-options.js';
import { ADAPTERS, createMachine } from './create-machine.js';
import { outOfMemory } from './out-of-memory.js';
import { preparePlan, write } from './prepare-plan.js';
import { runPlan, type Stored } from './run-plan.js';

/** A backend that does everything on the thread that calls it. */
export function createOneThread(options: MachineOptions): Backend {
	const machine = createMachine(options);
	const { memory, allocator } = machine;

	const allocate = (shape: readonly number[], dtype: Stored['dtype'], label: string): Stored => {
		const bytes = countEntries(shape) * bytesOf(dtype);
		const block = allocator.take(bytes, label);
		if (block === undefined) throw outOfMemory(label, bytes, memory.mostBytes, []);
		return { dtype, shape: [...shape], block };
	};

	const numbers = ({ dtype, shape, block }: Stored): Float32Array | Int32Array => {
		const from = block.address / 4;
		return (dtype === 'i32' ? memory.i32 : memory.f32).subarray(from, from + countEntries(shape));
	};

	return assembleBackend<Stored>({
		name: 'cpu',
		adapter: ADAPTERS[machine.kernels.name],
		capabilities: {
			ops: OPS,
			dtypes: ['f32', 'i32'],
			refuses: [{ dtypes: ['f64', 'f16', 'bf16'], reason: 'The kernels of this backend compute in f32.' }],
			limits: { bufferBytes: 2 ** 31 },
			features: [],
		},
		upload: (tensor, label) => {
			const stored = allocate(tensor.shape, tensor.dtype, label);
			write(tensor, stored.block.address, memory);
			return stored;
		},
		allocate,
		read: async (stored) => ({ dtype: stored.dtype, shape: [...stored.shape], data: numbers(stored).slice() }),
		starts: numbers,
		free: ({ block }) => allocator.give(block),
		prepare: async (plan) => {
			const prepared = preparePlan(plan, machine);
			return {
				run: async (inputs, dims) => runPlan(prepared, inputs, dims, machine),
				dispose: () => prepared.free(),
			};
		},
	});
}
