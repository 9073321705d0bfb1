import { type AdapterInfo, type Availability, type Backend, type Buffer, CONTRACT, type Executable, type RunInfo } from './backend.js';
import { bindInputs } from './bind-inputs.js';
import { createBufferLedger, disposedError } from './buffer-ledger.js';
import { type Able, checkBuffer, checkCapabilities, checkRunSizes } from './check-capabilities.js';
import { checkStarts, startsOf } from './check-starts.js';
import { checkShape, checkTensor } from './check-tensor.js';
import { OPS, type Plan } from './plan.js';
import { createPool, type Pool } from './reference/pool.js';
import { runSteps } from './reference/run-steps.js';
import { countEntries, sizeOf } from './shape.js';
import { isSparse } from './sparse-matrix.js';
import type { DType, SparseMatrix, Tensor } from './tensor.js';
import { checkPlan } from './validate-plan.js';

const able: Able = {
	name: 'reference',
	capabilities: { ops: OPS, dtypes: ['f64', 'f32', 'f16', 'bf16', 'i32'], refuses: [], limits: { bufferBytes: 2 ** 32 }, features: [] },
};

const adapter: AdapterInfo = { name: 'reference', description: 'Plain loops in double precision on the host.' };

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
	const ledger = createBufferLedger<Tensor>('reference', ({ dtype, data }) => pool.give(dtype, data));
	let open = true;

	const refuseClosed = (what: string): void => {
		if (!open) throw disposedError(what, 'backend reference');
	};

	const keep = (tensor: Tensor, label: string): Buffer => ledger.keep(tensor, tensor, label);

	const prepare = async (plan: Plan): Promise<Executable> => {
		refuseClosed('The backend');
		checkPlan(plan);
		checkCapabilities(plan, able);
		const starts = startsOf(plan);
		let prepared = true;
		return {
			run: async (inputs) => {
				refuseClosed('The backend');
				if (!prepared) throw disposedError(`The executable of plan "${plan.name}"`, `plan ${plan.name}`);
				const tensors = new Map<string, Tensor>(Object.entries(inputs).map(([name, buffer]) => [name, ledger.contents(buffer)]));
				const { outputs, passes } = runPlan(plan, Object.fromEntries(tensors), starts, pool);
				const buffers = Object.entries(outputs).map(([name, tensor]): [string, Buffer] => [name, keep(tensor, name)]);
				return { outputs: Object.fromEntries(buffers), passes } satisfies RunInfo;
			},
			dispose: () => {
				prepared = false;
			},
		};
	};

	return {
		...able,
		contract: CONTRACT,
		adapter,
		upload: (tensor, label) => {
			refuseClosed('The backend');
			checkTensor(tensor, label);
			return keep({ dtype: tensor.dtype, shape: [...tensor.shape], data: tensor.data.slice() }, label);
		},
		allocate: (shape, dtype, label) => {
			refuseClosed('The backend');
			checkShape(shape, label);
			checkBuffer(shape, dtype, label, able);
			return keep(allocateTensor(shape, dtype, pool), label);
		},
		prepare,
		read: async (buffer) => {
			refuseClosed('The backend');
			const { dtype, shape, data } = ledger.contents(buffer);
			return { dtype, shape, data: data.slice() };
		},
		dispose: () => {
			ledger.disposeAll();
			open = false;
		},
	};
}

/** The reference backend works everywhere. */
export async function probeReference(): Promise<Availability> {
	return { available: true, adapter };
}

interface PlanRun {
	readonly outputs: Readonly<Record<string, Tensor>>;
	readonly passes: Readonly<Record<string, number>>;
}

function runPlan(plan: Plan, inputs: Readonly<Record<string, Tensor>>, starts: readonly string[], pool: Pool): PlanRun {
	const bound = bindInputs(plan, inputs);
	checkRunSizes(plan, bound, able);
	for (const name of starts) {
		const input = inputs[name];
		if (input !== undefined) checkStarts(plan.name, name, input.data, bound.rows);
	}
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
	const passes: Record<string, number> = {};
	runSteps(plan.steps, { plan: plan.name, operands, passes });
	const outputs: Record<string, Tensor> = {};
	for (const name of plan.outputs) {
		const output = operands.get(name);
		if (output !== undefined && !isSparse(output)) outputs[name] = output;
	}
	for (const [name, { dtype, data }] of own) if (!Object.hasOwn(outputs, name)) pool.give(dtype, data);
	return { outputs, passes };
}

function allocateTensor(shape: readonly number[], dtype: DType, pool: Pool): Tensor {
	return { dtype, shape: [...shape], data: pool.take(dtype, countEntries(shape)) };
}
