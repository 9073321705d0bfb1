import type { Program, Trace, Value } from '@alta-ts/core';
import { type Budget, createInterpreter } from '@alta-ts/interpreter';
import type { Transformer } from '@alta-ts/transformer';
import { traceModel } from './trace-model.js';

/** One of two that are compared: a program on symbols, or weights on a backend. */
export interface Side {
	/** For each stage, the layers of a pass, and whether it makes only one. */
	readonly stages: readonly { readonly depth: number; readonly once: boolean }[];
	/** How far numbers may be off. */
	readonly tolerance: number;
	run(inputs: readonly (readonly string[])[], options: SideOptions): Promise<readonly SideRun[]>;
}

/** How a side runs: within how many layers, and whether it shows them. */
export interface SideOptions extends Budget {
	readonly trace: boolean;
}

/** What a side gives for one input. */
export interface SideRun {
	readonly output: readonly Value[];
	readonly layers: number;
	readonly halted: boolean;
	/** Of weights, only the variables they hold, without rows that fired. */
	readonly trace?: Trace;
}

/** A program, run on symbols. */
export function programSide(program: Program): Side {
	const interpreter = createInterpreter(program);
	return {
		stages: program.stages.map(({ layers, repeat }) => ({
			depth: layers.length,
			once: (typeof repeat === 'number' ? repeat : (repeat.atMost ?? Infinity)) <= 1,
		})),
		tolerance: 0,
		run: async (inputs, options) => inputs.map((tokens) => interpreter.run(tokens, options)),
	};
}

/** Weights on a backend; numbers may be off by what their certificate states. */
export function modelSide(transformer: Transformer): Side {
	const { config, certificate } = transformer.model;
	return {
		stages: config.stages.map(({ layers, repeat }) => ({
			depth: layers.filter(({ continues }) => continues !== true).length,
			once: (typeof repeat === 'number' ? repeat : (repeat.atMost ?? Infinity)) <= 1,
		})),
		tolerance: certificate?.tolerance ?? 0,
		run: (inputs, { trace, ...budget }) => (trace ? traceModel(transformer, inputs, budget) : transformer.run(inputs, budget)),
	};
}
