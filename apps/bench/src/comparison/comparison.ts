import type { Work } from '../engines/engine.js';
import type { RatioRange } from '../ratio.js';

/** Something that several engines compute, side by side. */
export interface Comparison {
	/** What it is chosen by. */
	readonly name: string;
	readonly group: 'kernels' | 'programs';
	/** What is computed, in a sentence without its full stop. */
	readonly task: string;
	readonly work: Work;
	/** Times are given for one of so many equal parts, such as the commands of a batch. */
	readonly parts?: number;
	/** Engines that are left out, as one run of theirs would take minutes. */
	readonly tooSlow?: readonly string[];
	/** Milliseconds that the system whose paper it is took, on another machine. */
	readonly recorded?: number;
}

/** What came of a comparison. Times are in milliseconds. */
export interface Compared extends Omit<Comparison, 'work' | 'tooSlow'> {
	readonly entries: readonly Entry[];
	/** Of each of our backends that was measured, to every other engine that was. */
	readonly ratios: readonly Ratio[];
}

/** How an engine fared. */
export type Entry = Measured | Unmeasured;

/** An engine that is not there or cannot do the work (`not run`), that gave a wrong answer, or that broke. */
export interface Unmeasured {
	readonly engine: string;
	readonly status: 'not run' | 'wrong' | 'failed';
	readonly reason: string;
}

/** An engine that gave the right answer, and was timed. */
export interface Measured {
	readonly engine: string;
	readonly status: 'measured';
	readonly details?: string;
	/** The median of all rounds. */
	readonly milliseconds: number;
	/** The quartiles around it. */
	readonly spread: readonly [low: number, high: number];
	/** One also where a single run takes so long that the first one has to do. */
	readonly rounds: number;
}

/** How many times as long another engine took as one of our backends: more than 1 where ours is faster. */
export interface Ratio extends RatioRange {
	readonly ours: string;
	readonly other: string;
}
