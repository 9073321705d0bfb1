import type { FiredRow, Layer, LayerTrace, LeftOut } from '@alta-ts/core';
import { controlVariable, layerWhere } from './control.js';
import { encodeHead } from './encoded-head.js';
import type { EncodedVariable } from './encoded-variable.js';
import type { KeyIndexes } from './key-index.js';
import { cellCount, columnsOf, type Memory, tellHeld, tellMissing } from './memory.js';
import { attend, commit, createHeadRunner } from './run-head.js';
import { createUpdateRunner } from './run-update.js';
import type { Watch } from './watch.js';

/** A layer, prepared for running. */
export interface LayerRunner {
	readonly run: (memory: Memory, watch?: Watch) => void;
	/** Runs it and tells what happened. */
	readonly trace: (memory: Memory, watch?: Watch) => Pick<LayerTrace, 'afterAttention' | 'afterUpdates' | 'fired' | 'leftOut'>;
}

/**
 * Prepares a layer, given how to find a variable by name and the indexes to look keys up with.
 *
 * Where one variable says what the layer is doing, a layer of its own is prepared for each value that this variable turns out to have.
 */
export function createLayerRunner(layer: Layer, find: (name: string) => EncodedVariable, indexes: KeyIndexes): LayerRunner {
	const whole = createWholeRunner(layer, find, indexes);
	const control = controlVariable(layer, find);
	if (control === undefined) return whole;
	const parts: LayerRunner[] = [];
	function partFor(code: number): LayerRunner {
		const part = createWholeRunner(layerWhere(layer, control?.name ?? '', control?.variable.values?.[code]), find, indexes);
		parts[code] = part;
		return part;
	}
	return {
		run(memory, watch) {
			// Whoever watches knows rows by their places in the whole layer.
			if (watch !== undefined) return whole.run(memory, watch);
			const code = memory.codes[memory.starts[control.index] ?? 0] ?? 0;
			(parts[code] ?? partFor(code)).run(memory);
		},
		trace: whole.trace,
	};
}

function createWholeRunner(layer: Layer, find: (name: string) => EncodedVariable, indexes: KeyIndexes): LayerRunner {
	const heads = layer.heads.map((head) => {
		const encoded = encodeHead(head, find);
		const key = encoded.tests[0]?.key;
		return createHeadRunner(encoded, key === undefined || encoded.listed !== undefined ? undefined : indexes.by(key));
	});
	const transient = heads.flatMap(({ head }) => (head.keep ? [] : [head.output]));
	const updates = layer.updates.map((update) => createUpdateRunner(update, find, indexes));

	function attendAll(memory: Memory, watch: Watch | undefined, leftOut?: LeftOut[]): void {
		for (const head of heads) attend(head, memory, leftOut);
		for (const head of heads) commit(head, memory);
		if (watch === undefined) return;
		for (const { head } of heads) {
			tellHeld(memory, head.output, watch.observer);
			tellMissing(memory, head.output, watch.observer);
		}
	}

	function decideAll(memory: Memory): void {
		for (const update of updates) update.decide(memory);
	}

	function writeAll(memory: Memory, watch: Watch | undefined): void {
		for (const update of updates) update.write(memory);
		if (watch !== undefined) for (const [index, update] of updates.entries()) update.tell(memory, index, watch);
		for (const output of transient) erase(memory, output);
	}

	return {
		run(memory, watch) {
			attendAll(memory, watch);
			decideAll(memory);
			writeAll(memory, watch);
		},
		trace(memory, watch) {
			const leftOut: LeftOut[] = [];
			attendAll(memory, watch, leftOut);
			const afterAttention = columnsOf(memory);
			decideAll(memory);
			const fired: FiredRow[] = [];
			for (const [index, update] of updates.entries()) update.report(memory, index, fired);
			writeAll(memory, watch);
			return { afterAttention, afterUpdates: columnsOf(memory), fired, leftOut };
		},
	};
}

function erase(memory: Memory, variable: EncodedVariable): void {
	const start = memory.starts[variable.index] ?? 0;
	memory.codes.fill(variable.missing, start, start + cellCount(memory, variable));
}
