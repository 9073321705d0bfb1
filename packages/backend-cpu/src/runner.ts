import type { BoundDims, BufferRef, Plan, SparseMatrix } from '@alta-ts/tensor';
import type { Kernels } from './kernels/kernels.js';
import type { Memory } from './memory/memory.js';

/** What an op finds when its plan is prepared. */
export interface Preparation {
	readonly plan: Plan;
	readonly memory: Memory;
	readonly kernels: Kernels;
	/** A sparse constant of the plan, which nobody changes any more; undefined for anything else. */
	readonly sparse: (ref: BufferRef) => SparseMatrix | undefined;
	/** A dense constant of the plan; undefined for anything else. */
	readonly dense: (ref: BufferRef) => { readonly address: number; readonly shape: readonly number[] } | undefined;
	/** Memory that lives as long as the executable, zero at first: its address. */
	readonly keep: (bytes: number, label: string) => number;
}

/** What an op finds when a run begins: its sizes, and where its numbers are. */
export interface Run {
	readonly dims: BoundDims;
	readonly memory: Memory;
	/** The address, in bytes, of a dense tensor of the plan. It holds for the whole run. */
	readonly address: (ref: BufferRef) => number;
	/** The shape of a dense tensor in this run. */
	readonly shape: (ref: BufferRef) => readonly number[];
	/** Memory that lives as long as the run, zero at first: its address. */
	readonly scratch: (bytes: number, label: string) => number;
}

/** Does an op once. Within a `repeat` it is called again and again, so that what changed since its last call may be found out. */
export type Pass = () => void;

/** An op that is ready to run. */
export interface Runner {
	/** Begins a run. What the pass remembers from call to call belongs to this run alone. */
	readonly begin: (run: Run) => Pass;
}

/** Where an op stands, for errors. */
export function placeOf(plan: Plan, label: string): readonly string[] {
	return [`plan ${plan.name}`, `step ${label}`];
}
