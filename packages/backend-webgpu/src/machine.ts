import type { Variants } from './choose-variants.js';
import type { BufferPool } from './device/buffer-pool.js';
import type { Device } from './device/open-device.js';
import type { Pipelines } from './device/pipelines.js';

/** What everything on one device shares. */
export interface Machine {
	readonly device: Device;
	readonly pool: BufferPool;
	readonly pipelines: Pipelines;
	readonly variants: Variants;
	/** The control of steps outside of loops with `until`: zeros, which say that nothing has stopped. */
	readonly running: GPUBuffer;
}
