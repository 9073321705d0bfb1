import type { Observer } from '../observer.js';

/** An observer, and where the layer is that it is told of: the indices of its stage and of the layer in that. */
export interface Watch {
	readonly observer: Observer;
	readonly stage: number;
	readonly layer: number;
}
