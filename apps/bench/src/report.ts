import { availableParallelism, loadavg } from 'node:os';
import type { Result } from './benchmark.js';
import type { Compared } from './comparison/comparison.js';

/** What a run of benchmarks found, and where. */
export interface Report {
	/** The day, as YYYY-MM-DD. */
	readonly date: string;
	/** What was typed to get it. */
	readonly command: string;
	/** Whether there were fewer rounds than usual, so figures are rougher. */
	readonly quick: boolean;
	readonly node: string;
	readonly cores: number;
	/** System and processor architecture, such as `linux x64`. */
	readonly platform: string;
	/** How many processes wanted to run before the benchmarks began (mean over a minute): where others compete for the cores, times grow. */
	readonly load: number;
	/** The same computed by many engines. */
	readonly comparisons: readonly Compared[];
	/** Everything else, each beside a naive peer. */
	readonly benchmarks: readonly Result[];
}

/** How many processes have wanted to run in the last minute; 0 where the system does not tell. */
export function currentLoad(): number {
	return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}

/** What a run was asked for. */
export type Asked = Pick<Report, 'command' | 'quick'>;

/**
 * Puts results together with what is known of the machine.
 *
 * @param load of before the benchmarks began
 */
export function makeReport(asked: Asked, comparisons: readonly Compared[], benchmarks: readonly Result[], load: number): Report {
	return {
		date: new Date().toISOString().slice(0, 10),
		...asked,
		node: process.versions.node,
		cores: availableParallelism(),
		platform: `${process.platform} ${process.arch}`,
		load,
		comparisons,
		benchmarks,
	};
}
