import type { FiredRow, Layer, LayerTrace, LeftOut } from '@alta-ts/core';
import type { RowPlace } from '../coverage/program-rows.js';
import type { Observer } from '../observer.js';
import { controlVariable, type LayerPart, layerWhere, wholeLayer } from './control.js';
import { encodeHead } from './encoded-head.js';
import type { EncodedVariable } from './encoded-variable.js';
import type { KeyIndexes } from './key-index.js';
import { cellCount, columnsOf, countWrite, type Memory } from './memory.js';
import { attend, commit, createHeadRunner, type HeadRunner, tellGiven } from './run-head.js';
import { createUpdateRunner, type UpdateRunner } from './run-update.js';

/** A layer, prepared for running. */
export interface LayerRunner {
	readonly run: (memory: Memory, observer?: Observer) => void;
	/** Runs it and tells what happened. */
	readonly trace: (memory: Memory, observer?: Observer) => Happened;
}

type Happened = Pick<LayerTrace, 'afterAttention' | 'afterUpdates' | 'fired' | 'leftOut'>;

/**
 * Prepares the layer at a place, given how to find a variable by name and the indexes to look keys up with.
 *
 * Where one variable says what the layer is doing, a part of the layer is prepared for each value that this variable turns out to have.
 */
export function createLayerRunner(
	layer: Layer,
	place: RowPlace,
	find: (name: string) => EncodedVariable,
	indexes: KeyIndexes,
): LayerRunner {
	const heads = layer.heads.map((head) => {
		const encoded = encodeHead(head, find);
		const key = encoded.tests[0]?.key;
		return createHeadRunner(encoded, key === undefined || encoded.listed !== undefined ? undefined : indexes.by(key));
	});
	function prepare(part: LayerPart): LayerRunner {
		const attending = heads.filter((_, index) => part.heads.some((head) => head === layer.heads[index]));
		const updates = part.updates.map((update) => createUpdateRunner(update, place, find, indexes));
		return createPartRunner(attending, updates);
	}
	const whole = prepare(wholeLayer(layer));
	const control = controlVariable(layer, find);
	const parts: LayerRunner[] = [];
	function partFor(variable: EncodedVariable, memory: Memory): LayerRunner {
		const code = memory.codes[memory.starts[variable.index] ?? 0] ?? 0;
		const part = parts[code] ?? prepare(layerWhere(layer, variable.name, variable.variable.values?.[code]));
		parts[code] = part;
		return part;
	}

	/** A part leaves heads out that nobody reads; an observer hears of all, unless what they give is what they gave before. */
	function tellHeads(memory: Memory, observer: Observer): void {
		for (const head of heads) if (attend(head, memory)) tellGiven(head, memory, observer);
	}

	return {
		run(memory, observer) {
			if (observer !== undefined) tellHeads(memory, observer);
			const part = control === undefined ? whole : partFor(control, memory);
			part.run(memory, observer);
		},
		trace(memory, observer) {
			if (observer !== undefined) tellHeads(memory, observer);
			return whole.trace(memory, observer);
		},
	};
}

/** Runs some heads and updates of a layer. An observer is told of the updates. */
function createPartRunner(heads: readonly HeadRunner[], updates: readonly UpdateRunner[]): LayerRunner {
	const transient = heads.flatMap(({ head }) => (head.keep ? [] : [head.output]));

	function attendAll(memory: Memory, leftOut?: LeftOut[]): void {
		for (const head of heads) attend(head, memory, leftOut);
		for (const head of heads) commit(head, memory);
	}

	function decideAll(memory: Memory): void {
		for (const update of updates) update.decide(memory);
	}

	function writeAll(memory: Memory, observer: Observer | undefined): void {
		for (const update of updates) update.write(memory);
		if (observer !== undefined) for (const update of updates) update.tell(memory, observer);
		for (const output of transient) erase(memory, output);
	}

	return {
		run(memory, observer) {
			attendAll(memory);
			decideAll(memory);
			writeAll(memory, observer);
		},
		trace(memory, observer) {
			const leftOut: LeftOut[] = [];
			attendAll(memory, leftOut);
			const afterAttention = columnsOf(memory);
			decideAll(memory);
			const fired: FiredRow[] = [];
			for (const update of updates) update.report(memory, fired);
			writeAll(memory, observer);
			return { afterAttention, afterUpdates: columnsOf(memory), fired, leftOut };
		},
	};
}

function erase(memory: Memory, variable: EncodedVariable): void {
	const start = memory.starts[variable.index] ?? 0;
	memory.codes.fill(variable.missing, start, start + cellCount(memory, variable));
	countWrite(memory, variable);
}
