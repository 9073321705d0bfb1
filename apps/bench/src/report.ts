import { availableParallelism } from 'node:os';
import type { Figure, Result } from './benchmark.js';

/** What a run of benchmarks found, and where. */
export interface Report {
	/** The day, as YYYY-MM-DD. */
	readonly date: string;
	readonly node: string;
	readonly cores: number;
	/** System and processor architecture, such as `linux x64`. */
	readonly platform: string;
	readonly benchmarks: readonly ReportedResult[];
}

/** A benchmark with the ratio of each figure: how many times as much the peer took. */
export interface ReportedResult extends Result {
	readonly figures: readonly (Figure & { readonly ratio: number })[];
}

/** Puts results together with what is known of the machine. */
export function makeReport(results: readonly Result[]): Report {
	return {
		date: new Date().toISOString().slice(0, 10),
		node: process.versions.node,
		cores: availableParallelism(),
		platform: `${process.platform} ${process.arch}`,
		benchmarks: results.map((result) => ({
			...result,
			figures: result.figures.map((figure) => ({ ...figure, ratio: figure.peer / figure.ours })),
		})),
	};
}
