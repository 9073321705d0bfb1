import { type AdapterInfo, type Backend, CONTRACT, type RunInfo } from './backend.js';
import { bindInputs, type InputFacts } from './bind-inputs.js';
import { createBufferLedger, disposedError } from './buffer-ledger.js';
import { checkRunInputs } from './check-buffers.js';
import { type Able, checkBuffer, checkCapabilities, checkRunSizes } from './check-capabilities.js';
import { checkStarts, startsOf } from './check-starts.js';
import { checkShape, checkTensor } from './check-tensor.js';
import type { Plan } from './plan.js';
import type { BoundDims } from './shape.js';
import type { DType, Tensor, TensorData } from './tensor.js';
import { checkPlan } from './validate-plan.js';
import { withoutConstants } from './without-constants.js';

/** What a device does with numbers. `Contents` is what it knows a buffer by, such as an array or a place in its memory. */
export interface Device<Contents extends InputFacts> extends Able {
	readonly adapter: AdapterInfo;
	/** Copies a tensor, at once. */
	upload(tensor: Tensor, label: string): Contents;
	/** Zeros. */
	allocate(shape: readonly number[], dtype: DType, label: string): Contents;
	/** Copies the numbers back. */
	read(contents: Contents): Promise<Tensor>;
	/** The numbers of a buffer of row starts, for a look at them before a run. */
	starts(contents: Contents): TensorData;
	/** Gives memory back, once. What was asked for before must still find it. */
	free(contents: Contents): void;
	/** Makes a checked plan ready. */
	prepare(plan: Plan): Promise<DevicePlan<Contents>>;
}

/** A plan that is ready on a device. */
export interface DevicePlan<Contents> {
	/** Runs it on inputs that fit it, whose named dimensions are `bound`. Outputs are by name; passes as in {@link RunInfo}. */
	run(
		inputs: Readonly<Record<string, Contents>>,
		bound: BoundDims,
	): Promise<{ readonly outputs: Readonly<Record<string, Contents>>; readonly passes: RunInfo['passes'] }>;
	/** Gives the constants back, once. Runs that were asked for before must still end. */
	dispose(): void;
}

/**
 * Makes a backend of a device, for authors of backends: it tells own buffers from foreign and disposed ones, and refuses whatever is wrong
 * with tensors, plans and inputs or beyond the device's capabilities, with the errors of the contract. So the device is only asked for what it can do.
 */
export function assembleBackend<Contents extends InputFacts>(device: Device<Contents>): Backend {
	const { name, capabilities, adapter } = device;
	const ledger = createBufferLedger<Contents>(name, (contents) => device.free(contents));
	let open = true;
	const refuseClosed = (): void => {
		if (!open) throw disposedError('The backend', `backend ${name}`);
	};
	return {
		...{ name, contract: CONTRACT, adapter, capabilities },
		upload: (tensor, label) => {
			refuseClosed();
			checkTensor(tensor, label);
			checkBuffer(tensor.shape, tensor.dtype, label, device);
			const contents = device.upload(tensor, label);
			return ledger.keep(contents, contents, label);
		},
		allocate: (shape, dtype, label) => {
			refuseClosed();
			checkShape(shape, label);
			checkBuffer(shape, dtype, label, device);
			const contents = device.allocate(shape, dtype, label);
			return ledger.keep(contents, contents, label);
		},
		read: async (buffer) => {
			refuseClosed();
			return device.read(ledger.contents(buffer));
		},
		prepare: async (plan) => {
			refuseClosed();
			checkPlan(plan);
			checkCapabilities(plan, device);
			const own = { ...withoutConstants(plan), constants: plan.constants };
			const prepared = await device.prepare(own);
			if (!open) prepared.dispose();
			refuseClosed();
			let ready = true;
			return {
				run: async (buffers) => {
					refuseClosed();
					if (!ready) throw disposedError(`The executable of plan "${own.name}"`, `plan ${own.name}`);
					const inputs = Object.fromEntries(
						Object.entries(checkRunInputs(own.name, buffers)).map(([input, buffer]) => [input, ledger.contents(buffer)]),
					);
					const { outputs, passes } = await prepared.run(inputs, bind(own, inputs, device));
					if (!open) for (const contents of Object.values(outputs)) device.free(contents);
					refuseClosed();
					const kept = Object.entries(outputs).map(([output, contents]) => [output, ledger.keep(contents, contents, output)] as const);
					return { outputs: Object.fromEntries(kept), passes };
				},
				dispose: () => {
					if (ready) prepared.dispose();
					ready = false;
				},
			};
		},
		dispose: () => {
			ledger.disposeAll();
			open = false;
		},
	};
}

/** What the named dimensions are in a run on these inputs, once they are found to fit. */
function bind<Contents extends InputFacts>(plan: Plan, inputs: Readonly<Record<string, Contents>>, device: Device<Contents>): BoundDims {
	const bound = bindInputs(plan, inputs);
	checkRunSizes(plan, bound, device);
	for (const name of startsOf(plan)) {
		const contents = inputs[name];
		if (contents !== undefined) checkStarts(plan.name, name, device.starts(contents), bound.rows);
	}
	return bound;
}
