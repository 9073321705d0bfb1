import { assembleBackend } from './assemble-backend.js';
import type { AdapterInfo, Availability, Backend } from './backend.js';
import type { Able } from './check-capabilities.js';
import { OPS, type Plan } from './plan.js';
import { createPool, type Pool } from './reference/pool.js';
import { runSteps } from './reference/run-steps.js';
import { type BoundDims, countEntries, sizeOf } from './shape.js';
import { isSparse } from './sparse-matrix.js';
import type { DType, SparseMatrix, Tensor } from './tensor.js';

const able: Able = {
	name: 'reference',
	capabilities: { ops: OPS, dtypes: ['f64', 'f32', 'f16', 'bf16', 'i32'], refuses: [], limits: { bufferBytes: 2 ** 32 }, features: [] },
};

const adapter: AdapterInfo = { name: 'reference', description: 'Plain loops in double precision on the host.', software: false };

/**
 * The backend that defines the arithmetic: plain loops on the host, sums in double precision, each number that an op writes rounded once, to
 * the nearest of the dtype of its buffer (to even). Every other backend is measured against it: a device may round every product and partial
 * sum to the dtype as well. What an op does exactly is told beside its code.
 *
 * A backend only has to agree with it where all numbers are finite; NaN and infinities are defined for `argmax` and `halt`, −∞ for biases and
 * for entries of `softmax`.
 *
 * @example
 * ```ts
 * import { createReferenceBackend } from '@alta-ts/tensor';
 * const backend = createReferenceBackend();
 * const buffer = backend.upload({ dtype: 'f32', shape: [2], data: Float32Array.of(1, 2) }, 'numbers');
 * (await backend.read(buffer)).data; // => Float32Array.of(1, 2)
 * ```
 */
export function createReferenceBackend(): Backend {
	const pool = createPool();
	return assembleBackend<Tensor>({
		...able,
		adapter,
		upload: copyOf,
		allocate: (shape, dtype) => allocateTensor(shape, dtype, pool),
		read: async (tensor) => copyOf(tensor),
		starts: ({ data }) => data,
		free: ({ dtype, data }) => pool.give(dtype, data),
		prepare: async (plan) => ({
			run: async (inputs, bound) => runPlan(plan, inputs, bound, pool),
			dispose: () => {},
		}),
	});
}

/** The reference backend works everywhere. */
export async function probeReference(): Promise<Availability> {
	return { available: true, adapter };
}

interface PlanRun {
	readonly outputs: Readonly<Record<string, Tensor>>;
	readonly passes: Readonly<Record<string, number>>;
}

function runPlan(plan: Plan, inputs: Readonly<Record<string, Tensor>>, bound: BoundDims, pool: Pool): PlanRun {
	const operands = new Map<string, Tensor | SparseMatrix>([...Object.entries(plan.constants), ...Object.entries(inputs)]);
	const own = new Map<string, Tensor>();
	for (const [name, { dtype, shape }] of Object.entries(plan.buffers)) {
		const tensor = allocateTensor(
			shape.map((dim) => sizeOf(dim, bound)),
			dtype,
			pool,
		);
		own.set(name, tensor);
		operands.set(name, tensor);
	}
	const passes = new Map<string, number>();
	runSteps(plan.steps, { plan: plan.name, operands, passes });
	const outputs: Record<string, Tensor> = {};
	for (const name of plan.outputs) {
		const output = operands.get(name);
		if (output !== undefined && !isSparse(output)) outputs[name] = output;
	}
	for (const [name, { dtype, data }] of own) if (!Object.hasOwn(outputs, name)) pool.give(dtype, data);
	return { outputs, passes: Object.fromEntries(passes) };
}

function allocateTensor(shape: readonly number[], dtype: DType, pool: Pool): Tensor {
	return { dtype, shape: [...shape], data: pool.take(dtype, countEntries(shape)) };
}

function copyOf({ dtype, shape, data }: Tensor): Tensor {
	return { dtype, shape: [...shape], data: data.slice() };
}
