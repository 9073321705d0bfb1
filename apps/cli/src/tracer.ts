import type { Program, Trace } from '@alta-ts/core';
import { type Budget, createInterpreter } from '@alta-ts/interpreter';
import type { BackendUse, Outcome } from './engine.js';
import { passDepth } from './interpreter-engine.js';
import { findStandstill, type Standstill } from './standstill.js';

/** Something that shows the layers of a run: the interpreter, or weights on a backend. */
export interface Tracer {
	/** What the numbers run on; null for the interpreter, which has none. */
	readonly backend: BackendUse | null;
	/** How its name goes on in the title of a table. */
	readonly title: string;
	/** Layers in the longest pass of a stage. */
	readonly passDepth: number;
	run(tokens: readonly string[], budget: Budget): Promise<Outcome>;
	trace(tokens: readonly string[], budget: Budget): Promise<Trace | undefined>;
	/** Why an input that did not halt within so many layers never will; undefined where nothing tells. */
	standstill(tokens: readonly string[], layers: number): Standstill | undefined;
	dispose(): void;
}

/** Shows a program as it runs on symbols. */
export function symbolTracer(program: Program): Tracer {
	const interpreter = createInterpreter(program);
	return {
		backend: null,
		title: '',
		passDepth: passDepth(program),
		run: async (tokens, budget) => interpreter.run(tokens, budget),
		trace: async (tokens, budget) => interpreter.run(tokens, { ...budget, trace: true }).trace,
		standstill: (tokens, layers) => findStandstill(interpreter, tokens, layers),
		dispose: () => {},
	};
}
