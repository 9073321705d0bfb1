import type { LayerTrace } from '@alta-ts/core';
import type { Side, SideRun } from './side.js';

/** Where one side halts and the other goes on. */
export interface HaltingDifference {
	/** The stage whose loop one side leaves earlier, and after how many of its layers. */
	readonly stage: number;
	readonly after: number;
	/** Whether it is A that halts. */
	readonly halts: { readonly a: boolean; readonly b: boolean };
}

/**
 * Finds the loop that one side leaves earlier than the other: in the first stage in which they run a different number of layers, where both loop
 * there and at least one pass is made. Undefined where there is none, or where stages do not correspond.
 */
export function findHaltingDifference(a: Side, b: Side, runOfA: SideRun, runOfB: SideRun): HaltingDifference | undefined {
	if (a.stages.length !== b.stages.length) return undefined;
	const countsOf = ({ trace }: SideRun): readonly number[] => a.stages.map((_, stage) => layersIn(trace?.layers ?? [], stage));
	const [countsOfA, countsOfB] = [countsOf(runOfA), countsOf(runOfB)];
	const stage = countsOfA.findIndex((count, index) => count !== countsOfB[index]);
	const [ofA, ofB] = [countsOfA[stage] ?? 0, countsOfB[stage] ?? 0];
	const after = Math.min(ofA, ofB);
	const loops = [a, b].every((side) => side.stages[stage]?.once === false);
	return loops && after > 0 ? { stage, after, halts: { a: ofA < ofB, b: ofB < ofA } } : undefined;
}

function layersIn(layers: readonly LayerTrace[], stage: number): number {
	return layers.filter((layer) => layer.stage === stage).length;
}
