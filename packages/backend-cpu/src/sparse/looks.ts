import type { BufferRef } from '@alta-ts/tensor';
import type { Pass, Run } from '../runner.js';
import type { Changes } from './changes.js';
import { beginSnapshot, takeSnapshot, updateSnapshot } from './snapshot.js';

/** The looks that the steps of a loop take at buffers which several steps write, or a later one: each is shared by all who would see the same. */
export interface Looks {
	/**
	 * What has changed in a buffer since the reader last ran.
	 *
	 * @param writers what the steps changed that write it, in their order.
	 * @param before how many of them come before the reader.
	 */
	changes(ref: BufferRef, writers: readonly Changes[], before: number): Changes;
	/** Adds what is to be looked at when a pass ends. Returns what is to be done once, before the first pass. */
	finish(): readonly Pass[];
}

/** Looks are added to the passes of the steps, in front of the first that needs them. */
export function beginLooks(run: Run, passes: Pass[]): Looks {
	const found = new Map<string, { readonly look: Pass; readonly changes: Changes }>();
	const early: Pass[] = [];
	const late = new Map<BufferRef, Pass>();
	return {
		changes: (ref, writers, before) => {
			// What those see who read before all writers is what those saw who read after all of them in the pass before.
			const key = `${ref} after ${before % writers.length}`;
			const known = found.get(key);
			const { look, changes } = known ?? beginLook(run, ref, writers);
			if (known === undefined) {
				found.set(key, { look, changes });
				if (before === 0) {
					early.push(look);
					late.set(ref, look);
				} else passes.push(look);
			} else if (before === writers.length && late.delete(ref)) passes.push(look);
			return changes;
		},
		finish: () => {
			passes.push(...late.values());
			return early;
		},
	};
}

function beginLook(run: Run, ref: BufferRef, writers: readonly Changes[]): { readonly look: Pass; readonly changes: Changes } {
	const snapshot = takeSnapshot(run, ref, writers);
	const { memory } = run;
	let first = true;
	const look = (): void => {
		if (first) beginSnapshot(snapshot, memory.i32);
		else updateSnapshot(snapshot, memory.i32);
		first = false;
	};
	return { look, changes: snapshot.changes };
}
