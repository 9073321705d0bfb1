import {
	type Able,
	type BoundDims,
	type Buffer,
	type BufferLedger,
	bindInputs,
	checkCapabilities,
	checkPlan,
	checkRunSizes,
	checkStarts,
	countEntries,
	disposedError,
	type Executable,
	isSparse,
	type Plan,
	type RunInfo,
	sizeOf,
	startsOf,
	type Tensor,
	zeros,
} from '@alta-ts/tensor';
import { tooLargeError } from '../device/device-errors.js';
import type { Device } from '../device/open-device.js';
import { prepareSteps } from '../ops/prepare-steps.js';
import { type Run, tensorOf } from './run.js';

/** What executables of one backend share. */
export interface Host {
	readonly able: Able;
	readonly device: Device;
	readonly ledger: BufferLedger<Tensor>;
	/** Throws ALTA5021 once the backend is disposed. */
	readonly refuseClosed: () => void;
	/** Does one thing after the other, since runs of a kernel must not overlap. */
	readonly inTurn: <Result>(body: () => Promise<Result>) => Promise<Result>;
}

/** Checks a plan and prepares its steps. */
export function prepareExecutable(given: Plan, { able, device, ledger, refuseClosed, inTurn }: Host): Executable {
	checkPlan(given);
	checkCapabilities(given, able);
	const plan = ownPlan(given);
	refuseLongSides(plan, device.entries);
	const steps = prepareSteps(plan.steps, plan);
	const starts = startsOf(plan);
	let prepared = true;

	const run = async (inputs: Readonly<Record<string, Tensor>>, dims: BoundDims): Promise<RunInfo> => {
		refuseClosed();
		const current: Run = { plan: plan.name, device, tensors: tensorsOf(plan, inputs, dims), passes: {} };
		await steps(current);
		refuseClosed();
		const outputs = plan.outputs.map((ref): [string, Buffer] => {
			const tensor = tensorOf(current, ref);
			return [ref, ledger.keep(tensor, tensor, ref)];
		});
		return { outputs: Object.fromEntries(outputs), passes: current.passes };
	};

	return {
		run: async (buffers) => {
			refuseClosed();
			if (!prepared) throw disposedError(`The executable of plan "${plan.name}"`, `plan ${plan.name}`);
			const inputs = Object.fromEntries(Object.entries(buffers).map(([name, buffer]) => [name, ledger.contents(buffer)]));
			const dims = bindInputs(plan, inputs);
			checkRunSizes(plan, dims, able);
			for (const ref of starts) checkStarts(plan.name, ref, inputs[ref]?.data ?? new Int32Array(0), dims.rows);
			return inTurn(async () => run(inputs, dims));
		},
		dispose: () => {
			prepared = false;
		},
	};
}

/** A copy of everything in a plan but its constants, since its owner may change it once it is prepared. */
function ownPlan(plan: Plan): Plan {
	const copy: Plan = JSON.parse(JSON.stringify({ ...plan, constants: {} }));
	return { ...copy, constants: { ...plan.constants } };
}

/** Kernels count the rows and columns of sparse constants, too, of which the size in bytes tells nothing. */
function refuseLongSides(plan: Plan, entries: number): void {
	for (const [name, constant] of Object.entries(plan.constants)) {
		if (!isSparse(constant) || Math.max(...constant.shape) < entries) continue;
		throw tooLargeError([`plan ${plan.name}`, `tensor ${name}`], `"${name}" is of ${constant.shape.join(' × ')} entries.`, entries);
	}
}

function tensorsOf(plan: Plan, inputs: Readonly<Record<string, Tensor>>, dims: BoundDims): Map<string, Tensor> {
	const tensors = new Map(Object.entries(inputs));
	for (const [name, constant] of Object.entries(plan.constants)) if (!isSparse(constant)) tensors.set(name, constant);
	for (const [name, { dtype, shape }] of Object.entries(plan.buffers)) {
		const sizes = shape.map((dim) => sizeOf(dim, dims));
		tensors.set(name, { dtype, shape: sizes, data: zeros(dtype, countEntries(sizes)) });
	}
	return tensors;
}
