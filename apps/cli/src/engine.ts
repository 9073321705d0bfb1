import type { Value } from '@alta-ts/core';
import type { Budget } from '@alta-ts/interpreter';
import type { Standstill } from './standstill.js';

/** Something that runs inputs: the interpreter, or weights on a backend. */
export interface Engine {
	readonly name: 'interpreter' | 'model';
	/** What the numbers run on; null for the interpreter, which has none. */
	readonly backend: BackendUse | null;
	/** How many inputs it likes to be given at once. */
	readonly batch: number;
	/** Layers in the longest pass of a stage. */
	readonly passDepth: number;
	/** Why an input that did not halt within so many layers never will; absent where the engine cannot tell. */
	readonly standstill?: (tokens: readonly string[], layers: number) => Standstill | undefined;
	run(inputs: readonly (readonly string[])[], budget: Budget): Promise<readonly Outcome[]>;
	dispose(): void;
}

/** The backend that was asked for, and the one that did the work. */
export interface BackendUse {
	readonly requested: string;
	readonly executed: string;
	readonly adapter: string;
	/** Whether the adapter is a graphics card that a processor plays. */
	readonly software: boolean;
}

/** What an engine gives for one input. */
export interface Outcome {
	readonly output: readonly Value[];
	readonly layers: number;
	readonly halted: boolean;
}
