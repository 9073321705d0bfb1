import type { Plan, Step } from './plan.js';
import type { DType, Tensor } from './tensor.js';

/** The version of this contract. A backend states the one it was written for; `checkContract` refuses another. */
export const CONTRACT = 1;

/**
 * A device that runs plans. A backend is a value the caller passes; there is no registry and no default.
 *
 * **Ownership.** Whoever receives a {@link Buffer} or an {@link Executable} disposes it; disposing twice does nothing. Disposing the backend
 * frees everything it made. A buffer never changes while it is there: uploads copy, plans do not write their inputs, and every run makes new
 * outputs. So one buffer may be several inputs at once, of several runs at once. What is disposed cannot be used (ALTA5021), nor can what
 * another backend made (ALTA5022).
 *
 * **Ordering.** What is asked of a backend takes hold of its buffers when it is asked, not when it is done: a buffer may be disposed right
 * after the call that uses it, and an executable right after `run`. That run or read ends as if nothing had happened; memory is given back
 * after it. Runs of one executable happen in the order they were asked for. Runs of different executables may overlap. No run sees another:
 * its buffers begin at zero. When the backend itself is disposed, whatever is under way either ends or is refused (ALTA5021); it never hangs.
 *
 * **Limits.** `capabilities` says what a backend can do. What it cannot is refused where it is known: in `prepare` as far as the plan tells,
 * in `upload` and `allocate` by label, and in `run` for sizes that depend on the batch, always as ALTA5029 that names the tensor or the step.
 * Nothing is computed in another dtype than the plan says, and nothing runs elsewhere without saying so.
 *
 * **Numbers.** The reference backend defines the results. A backend may round every product and every partial sum to the dtype, sum in any
 * order, and fuse a multiplication with an addition; its exponential and its other functions may be a few units in the last place off. Any step
 * may take subnormal numbers for zeros, those that copy and choose, too. It repeats itself: the same run on the same backend gives the same
 * bits. But for subnormal numbers, copies and choices are exact (`gather`, `argmax`, `halt`, rows left out by `unless`, a softmax that one key
 * wins); `add` is rounded once; and so is every sum whose products and partial sums the dtype holds exactly, such as sums of small whole numbers
 * and of one-hot rows. The sign of a zero is not promised. Where a number on the way is not finite in the dtype, nothing is promised but what the documentation of a step says of
 * NaN and −∞.
 */
export interface Backend {
	readonly name: string;
	readonly contract: typeof CONTRACT;
	readonly adapter: AdapterInfo;
	readonly capabilities: Capabilities;
	/**
	 * Copies a tensor to the device; the caller may change its array at once.
	 *
	 * @throws AltaError ALTA5028 for a tensor that contradicts itself, ALTA5029 for one beyond the backend, by label.
	 */
	upload(tensor: Tensor, label: string): Buffer;
	/** A buffer of zeros. Throws as `upload` does. */
	allocate(shape: readonly number[], dtype: DType, label: string): Buffer;
	/**
	 * Checks a plan and makes it ready to run: constants are copied, programs are compiled. A backend may keep the arrays of the plan instead of
	 * copying them, so they must not change while the executable is there.
	 *
	 * @throws AltaError what `checkPlan` finds, and ALTA5029 for whatever the backend cannot do, naming the step or the tensor.
	 */
	prepare(plan: Plan): Promise<Executable>;
	/** Copies a buffer back to the host: the very numbers that were uploaded or computed. The array is the caller's. */
	read(buffer: Buffer): Promise<Tensor>;
	/** Frees everything. Nothing can be asked of the backend afterwards but to dispose things again. */
	dispose(): void;
}

/** What the numbers run on. */
export interface AdapterInfo {
	readonly name: string;
	/** A sentence for people: driver, version, what is emulated. */
	readonly description: string;
	/**
	 * Whether it is a graphics card that a processor plays, such as SwiftShader or llvmpipe: right, but slow, and its times say nothing of a
	 * card. False where a backend computes on the processor because it is made for it.
	 */
	readonly software: boolean;
}

/** What a backend can do, to be asked before it is tried; `refusalOf` asks for one op in one dtype. */
export interface Capabilities {
	/** All of `MANDATORY_OPS` at least. */
	readonly ops: readonly Step['op'][];
	/** `i32` and one float at least. */
	readonly dtypes: readonly DType[];
	/** Why ops and dtypes are missing above; and ops that are there, but not in every dtype. */
	readonly refuses: readonly Refusal[];
	readonly limits: Limits;
	readonly features: readonly string[];
}

/** Something a backend does not do: an op, a dtype, or (both given) an op in some dtypes. */
export interface Refusal {
	readonly op?: Step['op'];
	/** Absent: all. */
	readonly dtypes?: readonly DType[];
	/** A sentence for people. */
	readonly reason: string;
}

/** Sizes beyond which a backend refuses. */
export interface Limits {
	/** The most bytes of one buffer or constant, as `bytesOf` counts them. */
	readonly bufferBytes: number;
}

/** Numbers on a device. They never change. */
export interface Buffer {
	readonly label: string;
	readonly dtype: DType;
	readonly shape: readonly number[];
	/** Gives the memory back, after whatever was asked for before. */
	dispose(): void;
}

/** A prepared plan. It keeps nothing from one run to the next. */
export interface Executable {
	/**
	 * Runs the plan on these inputs, which stay the caller's.
	 *
	 * @throws AltaError for inputs that are missing or extra (ALTA5023), misshapen (ALTA5024), disposed (ALTA5021) or another backend's
	 * (ALTA5022); for indices (ALTA5025), starts (ALTA5026) and lengths (ALTA5027) that do not fit; and for sizes beyond the backend (ALTA5029).
	 */
	run(inputs: Readonly<Record<string, Buffer>>): Promise<RunInfo>;
	/** Gives the constants back, after the runs that were asked for before. */
	dispose(): void;
}

/** What a run gave. */
export interface RunInfo {
	/** One new buffer per output of the plan; the caller disposes them. */
	readonly outputs: Readonly<Record<string, Buffer>>;
	/** How many passes each `repeat` made, by label; of one within another all together. */
	readonly passes: Readonly<Record<string, number>>;
}

/**
 * Whether a backend can work here. Every package of a backend exports a function that says so, `probe` followed by its name, which looks at
 * the machine and never throws.
 */
export type Availability =
	| { readonly available: true; readonly adapter: AdapterInfo }
	| {
			readonly available: false;
			/** What is missing, as a sentence. */
			readonly reason: string;
			/** What to do about it, as a sentence. */
			readonly fix: string;
	  };
