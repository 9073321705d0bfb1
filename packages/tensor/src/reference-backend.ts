import { altaError } from '@alta-ts/diagnostics';
import { type Backend, type Buffer, CONTRACT, type Executable, type RunInfo } from './backend.js';
import { bindInputs } from './bind-inputs.js';
import { checkStarts, startsOf } from './check-starts.js';
import { OPS, type Plan } from './plan.js';
import { createPool, type Pool } from './reference/pool.js';
import { runSteps } from './reference/run-steps.js';
import { foreignNumber } from './round-to.js';
import { countEntries, holds, printShape, sizeOf } from './shape.js';
import { isSparse } from './sparse-matrix.js';
import type { DType, SparseMatrix, Tensor } from './tensor.js';
import { checkPlan } from './validate-plan.js';

/**
 * The backend that defines the arithmetic: plain loops on the host, sums in double precision, each number that an op writes rounded once, to
 * the nearest of the dtype of its buffer (to even). Every other backend is measured against it: a device may round every product and partial
 * sum to the dtype as well. What an op does exactly is told beside its code.
 *
 * A backend only has to agree with it where all numbers are finite; NaN and infinities are defined for `argmax`, `halt` and biases of −∞.
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
	const store = new WeakMap<Buffer, Tensor>();
	const live = new Set<Buffer>();
	const gone = new WeakSet<Buffer>();
	const pool = createPool();
	let open = true;

	const refuseClosed = (what: string): void => {
		if (!open) throw disposedError(what, 'backend reference');
	};

	const keep = (tensor: Tensor, label: string): Buffer => {
		const buffer: Buffer = {
			label,
			dtype: tensor.dtype,
			shape: tensor.shape,
			dispose: () => {
				if (store.delete(buffer)) pool.give(tensor.dtype, tensor.data);
				live.delete(buffer);
				gone.add(buffer);
			},
		};
		store.set(buffer, tensor);
		live.add(buffer);
		return buffer;
	};

	const contents = (buffer: Buffer): Tensor => {
		const tensor = store.get(buffer);
		if (tensor !== undefined) return tensor;
		if (gone.has(buffer)) throw disposedError(`Buffer "${buffer.label}"`, `buffer ${buffer.label}`);
		throw altaError('ALTA5022', {
			what: `Buffer "${buffer.label}" belongs to another backend.`,
			where: ['backend reference', `buffer ${buffer.label}`],
			why: 'Numbers of one device cannot be reached from another.',
			fix: 'Read the buffer with the backend that made it and upload the tensor here.',
		});
	};

	const prepare = async (plan: Plan): Promise<Executable> => {
		refuseClosed('The backend');
		checkPlan(plan);
		const starts = startsOf(plan);
		let prepared = true;
		return {
			run: async (inputs) => {
				refuseClosed('The backend');
				if (!prepared) throw disposedError(`The executable of plan "${plan.name}"`, `plan ${plan.name}`);
				const tensors = new Map<string, Tensor>(Object.entries(inputs).map(([name, buffer]) => [name, contents(buffer)]));
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
		name: 'reference',
		contract: CONTRACT,
		adapter: { name: 'reference', description: 'Plain loops in double precision on the host.' },
		capabilities: { ops: OPS, dtypes: ['f64', 'f32', 'f16', 'bf16', 'i32'], limits: { bufferBytes: 2 ** 32 }, features: [] },
		upload: (tensor, label) => {
			refuseClosed('The backend');
			checkTensor(tensor, label);
			return keep({ dtype: tensor.dtype, shape: [...tensor.shape], data: tensor.data.slice() }, label);
		},
		allocate: (shape, dtype, label) => {
			refuseClosed('The backend');
			checkShape(shape, label);
			return keep(allocateTensor(shape, dtype, pool), label);
		},
		prepare,
		read: async (buffer) => {
			refuseClosed('The backend');
			const { dtype, shape, data } = contents(buffer);
			return { dtype, shape, data: data.slice() };
		},
		dispose: () => {
			for (const buffer of live) buffer.dispose();
			open = false;
		},
	};
}

interface PlanRun {
	readonly outputs: Readonly<Record<string, Tensor>>;
	readonly passes: Readonly<Record<string, number>>;
}

function runPlan(plan: Plan, inputs: Readonly<Record<string, Tensor>>, starts: readonly string[], pool: Pool): PlanRun {
	const bound = bindInputs(plan, inputs);
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

function checkTensor(tensor: Tensor, label: string): void {
	checkShape(tensor.shape, label);
	const entries = countEntries(tensor.shape);
	if (!holds(tensor.dtype, tensor.data) || tensor.data.length !== entries)
		throw altaError('ALTA5028', {
			what: `Tensor "${label}" says ${tensor.dtype} ${printShape(tensor.shape)} but has ${tensor.data.length} entries in a ${tensor.data.constructor.name}.`,
			where: [`tensor ${label}`],
			why: 'i32 numbers are in an Int32Array, f64 in a Float64Array, all others in a Float32Array, as many as the shape says.',
			fix: `Pass ${entries} entries in the array type of ${tensor.dtype}.`,
		});
	checkNumbers(tensor, label);
}

function checkNumbers({ dtype, data }: Tensor, label: string): void {
	const foreign = foreignNumber(dtype, data);
	if (foreign === undefined) return;
	throw altaError('ALTA5028', {
		what: `Tensor "${label}" says ${dtype} but holds ${foreign}.`,
		where: [`tensor ${label}`],
		why: `A device keeps numbers of ${dtype} in two bytes, which this one does not fit.`,
		fix: `Round the numbers to ${dtype} first.`,
	});
}

function checkShape(shape: readonly number[], label: string): void {
	if (shape.every((size) => Number.isSafeInteger(size) && size >= 0)) return;
	throw altaError('ALTA5028', {
		what: `Tensor "${label}" has the shape ${printShape(shape)}.`,
		where: [`tensor ${label}`],
		why: 'Sizes are whole numbers from 0.',
		fix: 'Pass the sizes of the axes.',
	});
}

function disposedError(what: string, where: string): Error {
	return altaError('ALTA5021', {
		what: `${what} was disposed.`,
		where: [where],
		why: 'Disposing gives the memory back; nothing can be done with it afterwards.',
		fix: 'Dispose later, or make a new one.',
	});
}
