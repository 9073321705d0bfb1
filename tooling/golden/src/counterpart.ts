import type { Columns, Value } from '@alta-ts/core';
import { expect } from 'vitest';
import type { RecordedColumns, RecordedValue } from './program-recording.js';

/** A helper variable of the recorded system, always 0, that gives its relative heads something to compare. Ours need none. */
export const HELPER: string = 'relative_qk';

/** Our name for a recorded variable. `heads` gives the names of head outputs that are called something else here. */
export function ourName(recorded: string, heads: ReadonlyMap<string, string> = new Map()): string {
	return heads.get(recorded) ?? recorded.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** A value of ours, written as the recordings write it. */
export function asRecorded(value: Value): RecordedValue {
	switch (typeof value) {
		case 'undefined':
			return null;
		case 'boolean':
			return Number(value);
		case 'object':
			return [...value].map(Number).sort((a, b) => a - b);
		default:
			return Number(value);
	}
}

/** Checks that our columns hold what was recorded; numbers up to rounding. */
export function expectColumns(ours: Columns, recorded: RecordedColumns, heads: ReadonlyMap<string, string>, what: string): void {
	for (const [name, column] of Object.entries(recorded)) {
		if (name === HELPER) continue;
		const values = ours[ourName(name, heads)];
		if (values === undefined) throw new Error(`${what}: no variable of ours is the recorded ${name}`);
		expectValues(values, column, `${what}: ${name}`);
	}
}

/** Checks that values of ours are the recorded ones; numbers up to rounding. */
export function expectValues(ours: readonly Value[], recorded: readonly RecordedValue[], what: string): void {
	const values = ours.map(asRecorded);
	const agree = values.length === recorded.length && values.every((value, position) => same(value, recorded[position] ?? null));
	expect({ what, values: agree ? recorded : values }).toEqual({ what, values: recorded });
}

function same(a: RecordedValue, b: RecordedValue): boolean {
	if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
	return JSON.stringify(a) === JSON.stringify(b);
}
