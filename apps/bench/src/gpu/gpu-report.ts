import type { AdapterFacts } from '../chromium/adapter-facts.js';
import type { Compared } from '../comparison/comparison.js';
import type { MeasuredRun } from '../measured-run.js';
import type { Speed } from './measure-speed.js';

/** What a run on GPUs found, and where. */
export interface GpuReport extends MeasuredRun {
	readonly places: readonly PlaceReport[];
	readonly comparisons: readonly Compared[];
	/** What was left out, as it is for cards and none took part. */
	readonly leftOut: readonly string[];
	/** Of cards alone. */
	readonly speeds: readonly Speed[];
	readonly peaks: Peaks;
}

/** Where engines run, and on what. */
export interface PlaceReport {
	readonly name: 'Chromium' | 'Node';
	readonly version?: string;
	readonly adapter?: AdapterFacts;
	/** Why nothing could be run there. */
	readonly notRun?: string;
}

/** What a card could do at best, as far as that is known. */
export interface Peaks {
	/** Billions of f32 multiplications and additions in a second, without units for matrices. */
	readonly gigaflops?: number;
	/** Billions of bytes in a second. When absent, copies within the memory of the card are the measure. */
	readonly gigabytes?: number;
}
