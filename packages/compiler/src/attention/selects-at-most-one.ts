import type { Head, Match, OffsetSet, Program } from '@alta-ts/core';

/** Whether a head must tell several selected keys from one. */
export function needsGuard(program: Program, head: Head): boolean {
	return head.combine === 'only' && !selectsAtMostOne(program, head);
}

/**
 * Whether a head provably selects at most one key: it looks at a single offset, or asks for one value of a variable that differs between
 * any two positions.
 */
export function selectsAtMostOne(program: Program, head: Head): boolean {
	return head.where.some((match) => ('offsets' in match ? isSingle(match.offsets) : asksForOnePosition(program, match)));
}

function isSingle(offsets: OffsetSet): boolean {
	if ('length' in offsets) return offsets.length <= 1;
	return offsets.from !== undefined && offsets.from === offsets.to;
}

function asksForOnePosition(program: Program, match: Exclude<Match, { readonly offsets: OffsetSet }>): boolean {
	if (match.test === 'member') return false;
	if (match.test !== 'equal' && match.test.some((entry) => entry.keys.length > 1)) return false;
	return tellsPositionsApart(program, match.key);
}

/** Whether a variable starts with a different value at every position and never changes. */
function tellsPositionsApart(program: Program, name: string): boolean {
	const variable = program.variables.find((each) => each.name === name);
	if (variable === undefined || !('byPosition' in variable.init)) return false;
	const values = variable.init.byPosition.filter((value) => value !== undefined);
	const layers = program.stages.flatMap((stage) => stage.layers);
	const written = layers.some((layer) => layer.updates.some((update) => update.writes === name));
	return !written && new Set(values).size === values.length;
}
