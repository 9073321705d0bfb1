import {
	type Backend,
	bindInputs,
	bytesOf,
	CONTRACT,
	checkBuffer,
	checkCapabilities,
	checkPlan,
	checkRunSizes,
	checkShape,
	checkStarts,
	checkTensor,
	countEntries,
	createBufferLedger,
	disposedError,
	type Executable,
	OPS,
	startsOf,
} from '@alta-ts/tensor';
import type { MachineOptions } from './cpu-options.js';
import { ADAPTERS, createMachine } from './create-machine.js';
import { outOfMemory } from './out-of-memory.js';
import { preparePlan, write } from './prepare-plan.js';
import { runPlan, type Stored } from './run-plan.js';

/** A backend that does everything on the thread that calls it. */
export function createOneThread(options: MachineOptions): Backend {
	const machine = createMachine(options);
	const { memory, allocator } = machine;
	const ledger = createBufferLedger<Stored>('cpu', ({ block }) => allocator.give(block));
	let open = true;

	const refuseClosed = (): void => {
		if (!open) throw disposedError('The backend', 'backend cpu');
	};

	const store = (dtype: Stored['dtype'], shape: readonly number[], label: string): Stored => {
		checkBuffer(shape, dtype, label, backend);
		const bytes = countEntries(shape) * bytesOf(dtype);
		const block = allocator.take(bytes, label);
		if (block === undefined) throw outOfMemory(label, bytes, memory.mostBytes, []);
		return { dtype, shape: [...shape], block };
	};

	const numbers = ({ dtype, shape, block }: Stored): Float32Array | Int32Array => {
		const from = block.address / 4;
		return (dtype === 'i32' ? memory.i32 : memory.f32).subarray(from, from + countEntries(shape));
	};

	const backend: Backend = {
		name: 'cpu',
		contract: CONTRACT,
		adapter: ADAPTERS[machine.kernels.name],
		capabilities: {
			ops: OPS,
			dtypes: ['f32', 'i32'],
			refuses: [{ dtypes: ['f64', 'f16', 'bf16'], reason: 'The kernels of this backend compute in f32.' }],
			limits: { bufferBytes: 2 ** 31 },
			features: [],
		},
		upload: (tensor, label) => {
			refuseClosed();
			checkTensor(tensor, label);
			const stored = store(tensor.dtype, tensor.shape, label);
			write(tensor, stored.block.address, memory);
			return ledger.keep(stored, stored, label);
		},
		allocate: (shape, dtype, label) => {
			refuseClosed();
			checkShape(shape, label);
			const stored = store(dtype, shape, label);
			return ledger.keep(stored, stored, label);
		},
		prepare: async (plan): Promise<Executable> => {
			refuseClosed();
			checkPlan(plan);
			checkCapabilities(plan, backend);
			const prepared = preparePlan(plan, machine);
			const own = prepared.plan;
			const starts = startsOf(own);
			let ready = true;
			return {
				run: async (buffers) => {
					refuseClosed();
					if (!ready) throw disposedError(`The executable of plan "${own.name}"`, `plan ${own.name}`);
					const inputs = Object.fromEntries(Object.entries(buffers).map(([name, buffer]) => [name, ledger.contents(buffer)]));
					const dims = bindInputs(own, inputs);
					checkRunSizes(own, dims, backend);
					for (const name of starts) {
						const stored = inputs[name];
						if (stored !== undefined) checkStarts(own.name, name, numbers(stored), dims.rows);
					}
					const { outputs, passes } = runPlan(prepared, inputs, dims, machine);
					const kept = Object.entries(outputs).map(([name, stored]) => [name, ledger.keep(stored, stored, name)] as const);
					return { outputs: Object.fromEntries(kept), passes };
				},
				dispose: () => {
					if (ready) prepared.free();
					ready = false;
				},
			};
		},
		read: async (buffer) => {
			refuseClosed();
			const stored = ledger.contents(buffer);
			return { dtype: stored.dtype, shape: stored.shape, data: numbers(stored).slice() };
		},
		dispose: () => {
			ledger.disposeAll();
			open = false;
		},
	};
	return backend;
}
