import { type Condition, type LayerTrace, type Program, sameValue, type Value } from '@alta-ts/core';
import type { Interpreter } from '@alta-ts/interpreter';

/** A run that will never halt: every pass over a looped stage leaves all variables as they were. */
export interface Standstill {
	/** How many layers ran before the first pass that changed nothing. */
	readonly layers: number;
	/** How many layers one pass has. */
	readonly depth: number;
	/** What would have to hold everywhere. */
	readonly until: Condition;
	/** The first position where it does not, and the value there. */
	readonly position: number;
	readonly value: Value;
}

/** The most layers that are recorded where nobody asked for a number of them. */
export const MOST_TRACED = 1000;

/** The most values of a variable at a position that are recorded then: a long input of a large program gets fewer layers. */
const MOST_VALUES = 5_000_000;

/** How many layers of a run are recorded, to look for a standstill or to be shown, where nobody asked for a number of them. */
export function tracedLayers({ variables }: Program, tokens: readonly string[]): number {
	return Math.ceil(Math.min(MOST_TRACED, MOST_VALUES / Math.max(1, variables.length * tokens.length)));
}

/**
 * Looks for a standstill in a run that did not halt.
 *
 * @param layers how many layers it ran; of them the first are looked at, as many as {@link tracedLayers} says.
 * @returns undefined where there is none, as in a run that counts on and on.
 */
export function findStandstill(interpreter: Interpreter, tokens: readonly string[], layers: number): Standstill | undefined {
	const { trace } = interpreter.run(tokens, { maxLayers: Math.min(layers, tracedLayers(interpreter.program, tokens)), trace: true });
	const last = trace?.layers.at(-1);
	if (trace === undefined || last === undefined) return undefined;
	const looped = loopOf(interpreter.program, last);
	if (looped === undefined) return undefined;
	const { depth, until } = looped;
	const begin = trace.layers.findIndex(({ stage }) => stage === last.stage);
	for (let end = begin + depth; end <= trace.layers.length; end += depth) {
		const before = trace.layers[end - depth - 1]?.afterUpdates ?? trace.initial;
		const after = trace.layers[end - 1]?.afterUpdates ?? {};
		const isSame = Object.entries(after).every(([name, values]) => values.every((value, at) => sameValue(value, before[name]?.[at])));
		if (!isSame) continue;
		const held = after[until.variable] ?? [];
		const position = held.findIndex((value) => !sameValue(value, until.equals));
		return position < 0 ? undefined : { layers: end - depth, depth, until, position, value: held[position] };
	}
	return undefined;
}

function loopOf({ stages }: Program, layer: LayerTrace): { readonly depth: number; readonly until: Condition } | undefined {
	const stage = stages[layer.stage];
	if (stage === undefined || typeof stage.repeat === 'number') return undefined;
	return { depth: stage.layers.length, until: stage.repeat.until };
}
