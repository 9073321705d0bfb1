import type { Times } from './times.js';

/** Something to measure, side by side with a naive peer that does the same. */
export interface Benchmark {
	/** What it is chosen by. */
	readonly name: string;
	/** What is measured, in a sentence without its full stop. */
	readonly task: string;
	/** How the peer does it, in a sentence without its full stop; where only a part was run and scaled up, which part. */
	readonly peer: string;
	/** Measures both. Throws an error where their answers are wrong or differ. */
	readonly run: () => Promise<readonly Figure[]>;
}

/** One quantity, of ours and of the peer. Times are in milliseconds, memory is in megabytes (10⁶ bytes). */
export interface Figure extends Times {
	readonly quantity: 'time' | 'peak memory';
	/** What the reference implementation of the ALTA paper took: Python and numpy, one thread, on another machine. */
	readonly recorded?: number;
}

/** The figures of a benchmark. */
export interface Result extends Pick<Benchmark, 'name' | 'task' | 'peer'> {
	readonly figures: readonly Figure[];
}
