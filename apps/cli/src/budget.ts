import { altaError } from '@alta-ts/diagnostics';
import { type Budget, DEFAULT_MAX_LAYERS } from '@alta-ts/interpreter';
import type { Arguments } from './arguments.js';

/** Whether a run ended although another pass of so many layers was allowed: its loop has a limit, or is unrolled. */
export function hasEnded(passDepth: number, layers: number, { maxLayers = DEFAULT_MAX_LAYERS }: Budget): boolean {
	return layers + passDepth <= maxLayers;
}

/** How many layers `--layers` or `--max-layers` allow. Throws ALTA9007 when both are given. */
export function readBudget(input: Arguments): Budget {
	const layers = input.integer('layers', 0);
	const maxLayers = input.integer('max-layers', 0);
	if (layers !== undefined && maxLayers !== undefined) {
		throw altaError('ALTA9007', {
			what: 'Both --layers and --max-layers are given.',
			why: 'The first asks for exactly so many layers, the second for at most so many.',
			fix: 'Leave one of them out.',
		});
	}
	return { ...(layers === undefined ? {} : { layers }), ...(maxLayers === undefined ? {} : { maxLayers }) };
}
