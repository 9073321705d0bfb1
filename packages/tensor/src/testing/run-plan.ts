import type { Backend, RunInfo } from '../backend.js';
import type { Plan } from '../plan.js';
import { createReferenceBackend } from '../reference-backend.js';
import type { DType, Tensor } from '../tensor.js';

/** A tensor from plain numbers. */
export function tensor(dtype: DType, shape: readonly number[], numbers: readonly number[]): Tensor {
	const data = dtype === 'i32' ? Int32Array.from(numbers) : dtype === 'f64' ? Float64Array.from(numbers) : Float32Array.from(numbers);
	return { dtype, shape, data };
}

/** A plan with only what a test cares about. */
export function planOf(parts: Partial<Plan>): Plan {
	return { name: 'test', constants: {}, inputs: {}, buffers: {}, outputs: [], steps: [], ...parts };
}

/** The numbers of every output of a plan, and its passes. */
export interface PlanNumbers {
	readonly outputs: Readonly<Record<string, readonly number[]>>;
	readonly passes: RunInfo['passes'];
}

/** Runs a plan once on tensors. */
export async function runPlan(
	plan: Plan,
	inputs: Readonly<Record<string, Tensor>>,
	backend: Backend = createReferenceBackend(),
): Promise<PlanNumbers> {
	const executable = await backend.prepare(plan);
	const buffers = Object.fromEntries(Object.entries(inputs).map(([name, each]) => [name, backend.upload(each, name)]));
	const { outputs, passes } = await executable.run(buffers);
	const numbers: Record<string, readonly number[]> = {};
	for (const [name, buffer] of Object.entries(outputs)) numbers[name] = Array.from((await backend.read(buffer)).data);
	return { outputs: numbers, passes };
}
