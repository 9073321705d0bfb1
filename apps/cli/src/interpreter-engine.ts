import type { Program } from '@alta-ts/core';
import { createInterpreter } from '@alta-ts/interpreter';
import type { Engine } from './engine.js';
import { findStandstill } from './standstill.js';

/** Runs a program on symbols. */
export function interpreterEngine(program: Program): Engine {
	const interpreter = createInterpreter(program);
	return {
		name: 'interpreter',
		backend: null,
		batch: 1,
		passDepth: passDepth(program),
		run: async (inputs, budget) => interpreter.runBatch(inputs, budget),
		standstill: (tokens, layers) => findStandstill(interpreter, tokens, layers),
		dispose: () => {},
	};
}

/** Layers in the longest pass of a stage. */
export function passDepth({ stages }: Program): number {
	return Math.max(0, ...stages.map(({ layers }) => layers.length));
}
