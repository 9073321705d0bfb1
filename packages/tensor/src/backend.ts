import type { Op, Plan } from './plan.js';
import type { DType, Tensor } from './tensor.js';

/** The version of this contract. A backend states the one it was written for; `checkContract` refuses another. */
export const CONTRACT = 1;

/**
 * A device that runs plans. A backend is a value the caller passes; there is no registry and no default.
 *
 * Ownership: whoever receives a {@link Buffer} disposes it. Disposing the backend frees everything it made.
 */
export interface Backend {
	readonly name: string;
	readonly contract: typeof CONTRACT;
	readonly adapter: AdapterInfo;
	readonly capabilities: Capabilities;
	/** Copies a tensor to the device. */
	upload(tensor: Tensor, label: string): Buffer;
	/** A buffer of zeros. */
	allocate(shape: readonly number[], dtype: DType, label: string): Buffer;
	/** Checks a plan and makes it ready to run. Refuses what the backend cannot do, naming the step and the tensor. */
	prepare(plan: Plan): Promise<Executable>;
	/** Copies a buffer back to the host. */
	read(buffer: Buffer): Promise<Tensor>;
	dispose(): void;
}

/** What the numbers run on. */
export interface AdapterInfo {
	readonly name: string;
	/** A sentence for people: driver, version, what is emulated. */
	readonly description: string;
}

/** What a backend can do, to be asked before it is tried. */
export interface Capabilities {
	readonly ops: readonly (Op['op'] | 'repeat')[];
	readonly dtypes: readonly DType[];
	readonly limits: { readonly bufferBytes: number };
	readonly features: readonly string[];
}

/** Numbers on a device. */
export interface Buffer {
	readonly label: string;
	readonly dtype: DType;
	readonly shape: readonly number[];
	dispose(): void;
}

/** A prepared plan. Runs of one executable happen in the order they were asked for. */
export interface Executable {
	/** Runs the plan on these inputs; refuses missing, extra and misshapen ones by name. */
	run(inputs: Readonly<Record<string, Buffer>>): Promise<RunInfo>;
	dispose(): void;
}

/** What a run gave. */
export interface RunInfo {
	/** One new buffer per output of the plan; the caller disposes them. */
	readonly outputs: Readonly<Record<string, Buffer>>;
	/** How many passes each `repeat` made, by label. */
	readonly passes: Readonly<Record<string, number>>;
}
