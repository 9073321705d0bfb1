import type { Trace } from '@alta-ts/core';
import { traceModel } from '@alta-ts/verify';
import type { Arguments } from './arguments.js';
import { warnInexact } from './certificate-text.js';
import { compileLoaded, readPassSettings } from './compile-loaded.js';
import { readDType } from './dtype.js';
import { passDepth } from './interpreter-engine.js';
import type { Io } from './io.js';
import type { LoadedProgram } from './load-program.js';
import { openTransformer } from './open-transformer.js';
import type { Tracer } from './tracer.js';

/** Compiles a program and shows what its weights hold, layer by layer, on the backend of `--backend`. */
export async function weightsTracer(loaded: LoadedProgram, input: Arguments, io: Io): Promise<Tracer> {
	const { program } = loaded;
	const model = compileLoaded(loaded, await readPassSettings(loaded, input, io));
	warnInexact(model, io);
	const { transformer, use, dtype, dispose } = await openTransformer(model, input.text('backend'), readDType(input), io);
	const depths = program.stages.map(({ layers }) => layers.length);
	return {
		backend: use,
		title: `, weights in ${dtype} on ${use.executed}`,
		passDepth: passDepth(program),
		run: async (tokens, budget) => {
			const [run] = await transformer.run([tokens], budget);
			return run ?? { output: [], layers: 0, halted: true };
		},
		trace: async (tokens, budget) => {
			const [run] = await traceModel(transformer, [tokens], budget);
			return run === undefined ? undefined : inPasses(run.trace, depths);
		},
		standstill: () => undefined,
		dispose,
	};
}

/** The same trace with the passes that the program has: those of weights are longer where their loops are unrolled. */
function inPasses(trace: Trace, depths: readonly number[]): Trace {
	const counts = depths.map(() => 0);
	const layers = trace.layers.map((each) => {
		const order = counts[each.stage] ?? 0;
		counts[each.stage] = order + 1;
		const depth = Math.max(1, depths[each.stage] ?? 1);
		return { ...each, pass: Math.floor(order / depth), layer: order % depth };
	});
	return { ...trace, layers };
}
