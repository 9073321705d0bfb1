import type { BufferRef, Op, Plan, SparseMatrix } from '@alta-ts/tensor';
import type { Variants } from '../choose-variants.js';
import type { KernelFloat } from '../kernels/kernel.js';
import type { Halted } from '../run/frozen-rows.js';

/** What an op finds when its plan is prepared. */
export interface Preparation {
	readonly plan: Plan;
	readonly variants: Variants;
	/** The floats of the op. */
	readonly dtype: KernelFloat;
	/** A sparse constant of the plan; undefined for anything else. */
	readonly sparse: (ref: BufferRef) => SparseMatrix | undefined;
	/** The halted sequences whose rows an op may leave out. */
	readonly halted: (op: Op) => Halted | undefined;
	/** Numbers that live as long as the executable. They are uploaded once for each key. */
	readonly keep: (key: string, numbers: () => ArrayBufferView<ArrayBuffer>) => GPUBuffer;
}
