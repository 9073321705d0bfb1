import { availableParallelism, loadavg } from 'node:os';

/** When, where and for which command something was measured. */
export interface MeasuredRun {
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
}

/** What a run was asked for. */
export type Asked = Pick<MeasuredRun, 'command' | 'quick'>;

/** How many processes have wanted to run in the last minute; 0 where the system does not tell. */
export function currentLoad(): number {
	return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}

/**
 * Puts what a run was asked for together with what is known of the machine.
 *
 * @param load of before the benchmarks began
 */
export function describeRun(asked: Asked, load: number): MeasuredRun {
	return {
		date: new Date().toISOString().slice(0, 10),
		...asked,
		node: process.versions.node,
		cores: availableParallelism(),
		platform: `${process.platform} ${process.arch}`,
		load,
	};
}
