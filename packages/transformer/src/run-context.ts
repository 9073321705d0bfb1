import type { Buffer } from '@alta-ts/tensor';
import type { Device } from './device.js';
import type { Ragged } from './ragged.js';
import type { Watch } from './watch.js';
import type { Weights } from './weights.js';

/** What stays the same during a run. */
export interface RunContext {
	readonly device: Device;
	readonly weights: Weights;
	/** Width of the residual stream. */
	readonly width: number;
	readonly batch: Ragged;
	/** The row starts on the device. */
	readonly starts: Buffer;
	readonly watch: Watch;
}
