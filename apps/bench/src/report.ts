import type { Result } from './benchmark.js';
import type { Compared } from './comparison/comparison.js';
import type { MeasuredRun } from './measured-run.js';

/** What a run of benchmarks found, and where. */
export interface Report extends MeasuredRun {
	/** The same computed by many engines. */
	readonly comparisons: readonly Compared[];
	/** Everything else, each beside a naive peer. */
	readonly benchmarks: readonly Result[];
}
