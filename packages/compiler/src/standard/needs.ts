import type { Layer, Program } from '@alta-ts/core';
import { domainIndex } from '@alta-ts/core';
import { allowedOffsets } from '../attention/offsets.js';
import { sharedOutputs } from '../attention/shared-outputs.js';
import type { Context } from '../context.js';
import { runsAgain } from '../runs-again.js';
import { asksForOffsets } from './offset-table.js';

/** Whether a head of the program compares positions: by offset, to pick one, or to look at its own. */
export function needsPositions(program: Program, length: number | undefined, causal: boolean): boolean {
	const shared = sharedOutputs(program);
	return program.stages.some((stage) =>
		stage.layers.some((layer) =>
			layer.heads.some(
				({ where, combine, keep, output }) =>
					asksForOffsets(allowedOffsets(where), length, causal) ||
					typeof combine === 'object' ||
					(keep && (runsAgain(program, stage) || shared.has(output))),
			),
		),
	);
}

/** Whether a head can select nothing, or needs a key that is always there for another reason. */
export function needsSink(context: Context): boolean {
	const { program, layout } = context;
	return program.stages.some((stage) =>
		stage.layers.some((layer) =>
			layer.heads.some(
				({ output, empty, combine }) =>
					typeof empty === 'object' || combine === 'sum' || layout.guard(output) !== undefined || canBeUndefined(context, layer, output),
			),
		),
	);
}

/** Whether the output of a head can be undefined once the head has run. */
function canBeUndefined({ declared, reachable }: Context, layer: Layer, output: string): boolean {
	const [variable] = declared([output]);
	return variable === undefined || (reachable.read(layer, output)[domainIndex(variable, undefined)] ?? Infinity) < Infinity;
}
