import type { Plan, RunInfo, Tensor } from '@alta-ts/tensor';
import type { MachineOptions } from '../cpu-options.js';

/** What a worker thread is asked to do. Every request but the first and `forget` is answered, in order. */
export type Request =
	| { readonly kind: 'open'; readonly options: MachineOptions }
	| { readonly kind: 'prepare'; readonly executable: number; readonly plan: Plan }
	| { readonly kind: 'run'; readonly executable: number; readonly id: number; readonly inputs: Tensors }
	| { readonly kind: 'forget'; readonly executable: number };

/** Tensors by name. */
export type Tensors = Readonly<Record<string, Tensor>>;

/** How a run on a worker thread went. */
export interface Reply {
	readonly id: number;
	/** Undefined where it failed: what was wrong is told best by running the whole batch. */
	readonly result: PartResult | undefined;
}

/** What a part of a batch gave. */
export interface PartResult {
	readonly outputs: Tensors;
	readonly passes: RunInfo['passes'];
}
