import { denseTransformer } from '../dense-transformer.js';
import { makeKernel } from '../kernels/make-kernel.js';
import type { Engine } from './engine.js';
import { firstLine } from './load-library.js';
import { programParts } from './program-parts.js';

/** Loops over typed arrays as one would write them down, on one thread. For programs: over dense weights, every zero multiplied. */
export const plainLoops: Engine = {
	name: 'plain loops',
	open: async (work) => {
		if (work.kind !== 'program') return { run: makeKernel(work).plain };
		const { model, tokens, answers } = programParts(work);
		try {
			const run = denseTransformer(model);
			return { run: () => answers(tokens.map(run)) };
		} catch (error) {
			return { notRun: firstLine(error) };
		}
	},
};
