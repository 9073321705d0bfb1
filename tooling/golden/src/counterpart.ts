import type { Columns, Program, Value } from '@alta-ts/core';
import { expect } from 'vitest';
import type { RecordedColumns, RecordedValue } from './program-recording.js';

/** A helper variable of the recorded system, always 0, that gives its relative heads something to compare. Ours need none. */
export const HELPER: string = 'relative_qk';

/** Recorded variables that are called something else here. */
const RENAMED: ReadonlyMap<string, string> = new Map([['program_ouput', 'programOutput']]);

/** Our name for a recorded variable. `heads` gives the names of head outputs that are called something else here. */
export function ourName(recorded: string, heads: ReadonlyMap<string, string> = new Map()): string {
	return heads.get(recorded) ?? RENAMED.get(recorded) ?? recorded.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** How a program of ours and a recording correspond. */
export interface Counterpart {
	readonly program: Program;
	/** Our names of head outputs by the recorded ones. */
	readonly heads: ReadonlyMap<string, string>;
}

/** The counterpart of a recording with these heads, which are in the order of ours. */
export function counterpartOf(program: Program, recordedHeads: readonly string[] = []): Counterpart {
	const ours = program.stages.flatMap((stage) => stage.layers.flatMap((layer) => layer.heads.map((head) => head.output)));
	return { program, heads: new Map(recordedHeads.map((name, index) => [name, ours[index] ?? name])) };
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
export function expectColumns(counterpart: Counterpart, ours: Columns, recorded: RecordedColumns, what: string): void {
	for (const [name, column] of Object.entries(recorded)) {
		if (name === HELPER) continue;
		const own = ourName(name, counterpart.heads);
		const values = ours[own];
		if (values === undefined) throw new Error(`${what}: no variable of ours is the recorded ${name}`);
		expectValues(counterpart, own, values, column, `${what}: ${name}`);
	}
}

/** Checks that values of a variable of ours are the recorded ones; numbers up to rounding. */
export function expectValues(
	{ program }: Counterpart,
	name: string,
	ours: readonly Value[],
	recorded: readonly RecordedValue[],
	what: string,
): void {
	const values = ours.map((value) => recordedIndex(program, name, value) ?? asRecorded(value));
	const agree = values.length === recorded.length && values.every((value, position) => same(value, recorded[position] ?? null));
	expect({ what, values: agree ? recorded : values }).toEqual({ what, values: recorded });
}

/**
 * What is recorded for a value of a categorical variable: its index among the values. SUBLEQ's numbers, addresses included, all count
 * from the least that a cell can hold.
 */
function recordedIndex(program: Program, name: string, value: Value): number | undefined {
	const variable = program.variables.find((each) => each.name === name);
	if (variable?.kind !== 'categorical' || value === undefined || typeof value === 'object') return undefined;
	if (program.name === 'subleq' && typeof value === 'number') return value - Number(program.input.tokens[0]);
	return variable.values.indexOf(value);
}

function same(a: RecordedValue, b: RecordedValue): boolean {
	if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
	return JSON.stringify(a) === JSON.stringify(b);
}
