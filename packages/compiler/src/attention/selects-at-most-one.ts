import type { Head, Match, OffsetSet, Program } from '@alta-ts/core';

/** The variables that start with a different value at every position and never change. */
export type PositionNames = ReadonlySet<string>;

/** Finds the variables that tell every position from all others at all times. */
export function positionNames({ variables, stages }: Program): PositionNames {
	const layers = stages.flatMap((stage) => stage.layers);
	const written = new Set(layers.flatMap((layer) => layer.updates.map((update) => update.writes)));
	const tellApart = variables.filter(({ name, init }) => {
		if (!('byPosition' in init) || written.has(name)) return false;
		const values = init.byPosition.filter((value) => value !== undefined);
		return new Set(values).size === values.length;
	});
	return new Set(tellApart.map(({ name }) => name));
}

/** Whether a head must tell several selected keys from one. */
export function needsGuard(positions: PositionNames, head: Head): boolean {
	return head.combine === 'only' && !selectsAtMostOne(positions, head);
}

/**
 * Whether a head provably selects at most one key: it looks at a single offset, or asks for one value of a variable that differs between
 * any two positions.
 */
export function selectsAtMostOne(positions: PositionNames, head: Head): boolean {
	return head.where.some((match) => ('offsets' in match ? isSingle(match.offsets) : asksForOnePosition(positions, match)));
}

function isSingle(offsets: OffsetSet): boolean {
	if ('length' in offsets) return offsets.length <= 1;
	return offsets.from !== undefined && offsets.from === offsets.to;
}

function asksForOnePosition(positions: PositionNames, match: Exclude<Match, { readonly offsets: OffsetSet }>): boolean {
	if (match.test === 'member') return false;
	if (match.test !== 'equal' && match.test.some((entry) => entry.keys.length > 1)) return false;
	return positions.has(match.key);
}
