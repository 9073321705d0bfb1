import { type Backend, type Buffer, type Plan, refusalOf, type Tensor } from '@alta-ts/tensor';
import { createTransformer } from '@alta-ts/transformer';
import type { HostArray, Kernel } from '../kernels/kernel.js';
import { makeKernel } from '../kernels/make-kernel.js';
import { sparseRows } from '../kernels/sparse-rows.js';
import { type Engine, isNotRun, type NotRun, type OpenEngine, type ProgramWork } from './engine.js';
import { programParts } from './program-parts.js';

/** One of our backends. */
export function backendEngine(name: string, backendName: string, openBackend: () => Promise<Backend | NotRun>): Engine {
	return {
		name,
		backend: backendName,
		open: async (work) => {
			const backend = await openBackend();
			if (isNotRun(backend)) return backend;
			return work.kind === 'program' ? openProgram(backend, work) : openKernel(backend, makeKernel(work));
		},
	};
}

async function openProgram(backend: Backend, work: ProgramWork): Promise<OpenEngine> {
	const { model, batches, answers } = programParts(work);
	const transformer = await createTransformer(model, backend);
	return {
		details: backend.adapter.name,
		run: async () => {
			const outputs = [];
			for (const batch of batches) for (const { output } of await transformer.run(batch)) outputs.push(output);
			return answers(outputs);
		},
		close: () => {
			transformer.dispose();
			backend.dispose();
		},
	};
}

async function openKernel(backend: Backend, kernel: Kernel): Promise<OpenEngine | NotRun> {
	for (const { op } of kernel.steps) {
		const refusal = refusalOf(backend.capabilities, op);
		if (refusal === undefined) continue;
		backend.dispose();
		return { notRun: `${op}: ${refusal}` };
	}
	const executable = await backend.prepare(kernelPlan(kernel));
	const inputs = Object.fromEntries(
		Object.entries(kernel.inputs).map(([name, array]) => [name, backend.upload(flat(array), name)] as const),
	);
	const start = async (): Promise<Buffer> => {
		const { out } = (await executable.run(inputs)).outputs;
		if (out === undefined) throw new Error('internal: the plan gave no output');
		return out;
	};
	const take = async (out: Buffer): Promise<Tensor> => {
		const numbers = await backend.read(out);
		out.dispose();
		return numbers;
	};
	return {
		details: backend.adapter.name,
		run: async () => {
			const { data } = await take(await start());
			if (data instanceof Float32Array) return data;
			throw new Error('internal: the plan gave other numbers than f32');
		},
		queue: async (times) => {
			const started = Array.from({ length: times }, start);
			for (const each of started.slice(0, -1)) (await each).dispose();
			const last = await started.at(-1);
			if (last !== undefined) await take(last);
		},
		close: () => {
			executable.dispose();
			for (const input of Object.values(inputs)) input.dispose();
			backend.dispose();
		},
	};
}

/** A plan of the kernel's steps. */
function kernelPlan({ inputs, constants, outShape, steps, between = {} }: Kernel): Plan {
	const columns = { ...between, out: outShape.at(-1) ?? 1 };
	return {
		name: steps.at(-1)?.label ?? 'kernel',
		constants: Object.fromEntries(
			Object.entries(constants).map(([name, array]) => [name, array.sparse === true ? sparseRows(array) : tensor(array)] as const),
		),
		inputs: Object.fromEntries(
			Object.entries(inputs).map(([name, array]) => {
				const { dtype, shape } = flat(array);
				return [name, { dtype, shape: name === 'starts' ? ['sequences+1'] : ['rows', ...shape.slice(1)] }] as const;
			}),
		),
		buffers: Object.fromEntries(Object.entries(columns).map(([name, count]) => [name, { dtype: 'f32', shape: ['rows', count] }] as const)),
		outputs: ['out'],
		steps,
	};
}

function tensor({ shape, data }: HostArray): Tensor {
	return { dtype: data instanceof Int32Array ? 'i32' : 'f32', shape, data };
}

/** All dimensions but the last as one, rows. */
function flat(array: HostArray): Tensor {
	const columns = array.shape.at(-1) ?? 1;
	return { ...tensor(array), shape: array.shape.length < 2 ? array.shape : [array.data.length / columns, columns] };
}
