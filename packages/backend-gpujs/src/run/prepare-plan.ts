import { type BoundDims, countEntries, isSparse, type Plan, type SparseMatrix, sizeOf, type Tensor, zeros } from '@alta-ts/tensor';
import { tooLargeError } from '../device/device-errors.js';
import type { Device } from '../device/open-device.js';
import { prepareSteps } from '../ops/prepare-steps.js';
import { type Run, tensorOf } from './run.js';

/** What a run of a plan gives. */
interface PlanRun {
	readonly outputs: Readonly<Record<string, Tensor>>;
	readonly passes: Readonly<Record<string, number>>;
}

/**
 * Prepares the steps of a plan.
 *
 * @throws AltaError ALTA5029 for sparse constants beyond what kernels can count.
 */
export function preparePlan(plan: Plan, device: Device): (inputs: Readonly<Record<string, Tensor>>, dims: BoundDims) => Promise<PlanRun> {
	const dense = new Map<string, Tensor>();
	const sparse = new Map<string, SparseMatrix>();
	for (const [name, constant] of Object.entries(plan.constants)) {
		if (!isSparse(constant)) {
			dense.set(name, constant);
			continue;
		}
		refuseLongSides(plan, name, constant, device);
		sparse.set(name, constant);
	}
	const steps = prepareSteps(plan.steps, sparse);
	return async (inputs, dims) => {
		const tensors = new Map([...dense, ...Object.entries(inputs)]);
		for (const [name, { dtype, shape }] of Object.entries(plan.buffers)) {
			const sizes = shape.map((dim) => sizeOf(dim, dims));
			tensors.set(name, { dtype, shape: sizes, data: zeros(dtype, countEntries(sizes)) });
		}
		const run: Run = { plan: plan.name, device, tensors, passes: new Map() };
		await steps(run);
		const outputs = plan.outputs.map((ref) => [ref, tensorOf(run, ref)] as const);
		return { outputs: Object.fromEntries(outputs), passes: Object.fromEntries(run.passes) };
	};
}

/** Kernels count the rows and columns of sparse constants, too, of which the size in bytes tells nothing. */
function refuseLongSides(plan: Plan, name: string, { shape }: SparseMatrix, { entries }: Device): void {
	if (Math.max(...shape) < entries) return;
	throw tooLargeError([`plan ${plan.name}`, `tensor ${name}`], `"${name}" is of ${shape.join(' × ')} entries.`, entries);
}
