import type { Program } from '@alta-ts/core';
import { counted } from '../counted.js';

/** How the rows of the tables that write each variable differ between two programs, a line each. */
export function tableChanges(before: Program, after: Program): readonly string[] {
	return before.stages.flatMap((stage, stageIndex) =>
		stage.layers.flatMap((layer, layerIndex) => {
			const now = after.stages[stageIndex]?.layers[layerIndex]?.updates ?? [];
			const written = [...new Set(layer.updates.map((update) => update.writes))];
			return written.flatMap((name) => {
				const [old, rows] = [rowsWriting(layer.updates, name), rowsWriting(now, name)];
				return old === rows ? [] : [`stage ${stageIndex}, layer ${layerIndex}, ${name}: ${counted(old, 'row')} → ${rows}`];
			});
		}),
	);
}

function rowsWriting(updates: Program['stages'][number]['layers'][number]['updates'], name: string): number {
	return updates.reduce((rows, update) => (update.writes === name && 'rows' in update ? rows + update.rows.length : rows), 0);
}
