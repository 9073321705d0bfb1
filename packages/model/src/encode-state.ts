import type { Atom, Value } from '@alta-ts/core';
import { altaError } from '@alta-ts/diagnostics';
import { isVariableBlock, layoutWidth, type VariableBlock, variablesOf } from './coordinates.js';
import type { Layout, NumericalBlock, OrdinalBlock, SetBlock } from './layout.js';

/** A coordinate that holds 0 or 1 counts as 1 above this. */
const HALF = 1 / 2;

/** A guard above this says that several keys were selected. */
const GUARD_THRESHOLD = 1 / 6;

/**
 * The residual row that holds a state: categorical variables one-hot (or, in an ordinal block, by code), numbers as they are, sets one coordinate a member, with a 1 in
 * `defined` where the block has that coordinate. Undefined variables, those the state does not have, and all other coordinates are
 * zero. Variables without a block are left out.
 *
 * @param out the row to fill, one number per coordinate; a new one if absent.
 * @throws ALTA3106 if a value does not fit the block of its variable, ALTA3107 if `out` has another length.
 * @example
 * ```ts
 * import { encodeState } from '@alta-ts/model';
 * const parity = { kind: 'categorical', variable: 'parity', values: [0, 1], start: 0, width: 2 } as const;
 * Array.from(encodeState({ blocks: [parity], sources: [] }, { parity: 1 })) // => [0, 1]
 * ```
 */
export function encodeState(layout: Layout, state: Readonly<Record<string, Value>>, out?: Float64Array): Float64Array {
	const row = out ?? new Float64Array(layoutWidth(layout));
	checkLength(layout, row);
	row.fill(0);
	for (const block of layout.blocks) {
		const held = isVariableBlock(block) ? variablesOf(block).find((variable) => Object.hasOwn(state, variable)) : undefined;
		if (isVariableBlock(block) && held !== undefined) encodeBlock(block, state[held], row);
	}
	return row;
}

/**
 * Writes the value of one variable into its coordinates of a residual row; undefined is all zero.
 *
 * @throws ALTA3106 if the value does not fit the block.
 */
export function encodeBlock(block: VariableBlock, value: Value, row: Float64Array): void {
	row.fill(0, block.start, block.start + block.width);
	if (value === undefined) return;
	if (block.kind === 'numerical') {
		if (typeof value !== 'number' || !Number.isFinite(value)) throw misfit(block, value, 'is not a finite number');
		row[block.start] = value;
		encodeDefined(block, row);
	} else if (block.kind === 'categorical') {
		row[block.start + coordinateOf(block, block.values, value)] = 1;
	} else if (block.kind === 'ordinal') {
		row[block.start] = block.codes[coordinateOf(block, block.values, value)] ?? 0;
	} else {
		if (typeof value !== 'object') throw misfit(block, value, 'is not a set');
		for (const member of value) row[block.start + coordinateOf(block, block.members, member)] = 1;
		encodeDefined(block, row);
	}
}

function encodeDefined(block: NumericalBlock | SetBlock, row: Float64Array): void {
	if (block.nullable) row[block.start + block.width - 1] = 1;
}

function coordinateOf(block: VariableBlock, atoms: readonly Atom[], value: Exclude<Value, undefined>): number {
	const index = typeof value === 'object' ? -1 : atoms.indexOf(value);
	if (index === -1) throw misfit(block, value, 'is not one of its values');
	return index;
}

/**
 * The state a residual row holds: the value of every variable that has a block, undefined where its guard is above ⅙.
 *
 * @throws ALTA3107 if the row has another length than the layout.
 * @example
 * ```ts
 * import { decodeState } from '@alta-ts/model';
 * const parity = { kind: 'categorical', variable: 'parity', values: [0, 1], start: 0, width: 2 } as const;
 * decodeState({ blocks: [parity], sources: [] }, [0.01, 0.98]) // => { parity: 1 }
 * ```
 */
export function decodeState(layout: Layout, row: ArrayLike<number>): Record<string, Value> {
	checkLength(layout, row);
	const guards = new Map<string, number>();
	for (const block of layout.blocks) if (block.kind === 'guard') guards.set(block.variable, row[block.start] ?? 0);
	return Object.fromEntries(
		layout.blocks.filter(isVariableBlock).flatMap((block) => {
			const value = decodeBlock(block, row, guards.get(block.variable));
			return variablesOf(block).map((variable) => [variable, value]);
		}),
	);
}

/**
 * The value one block of a residual row holds. Categorical: the value of the largest coordinate above ½, the first on a tie, or undefined.
 * Ordinal: the value whose code is nearest, or undefined where 0 is as near. Numerical: the number. Set: the members above ½. Both are undefined where the block has a `defined` coordinate that is not above ½.
 *
 * @param row the whole residual row.
 * @param guard the coordinate of the variable's guard: above ⅙ the value is undefined.
 */
export function decodeBlock(block: VariableBlock, row: ArrayLike<number>, guard = 0): Value {
	if (guard > GUARD_THRESHOLD) return undefined;
	if (block.kind === 'categorical') return decodeCategorical(block.values, block.start, row);
	if (block.kind === 'ordinal') return decodeOrdinal(block, row);
	if (block.nullable && !((row[block.start + block.width - 1] ?? 0) > HALF)) return undefined;
	if (block.kind === 'numerical') return row[block.start];
	return new Set(block.members.filter((_, index) => (row[block.start + index] ?? 0) > HALF));
}

function decodeCategorical(values: readonly Atom[], start: number, row: ArrayLike<number>): Atom | undefined {
	let best: Atom | undefined;
	let largest = HALF;
	for (const [index, value] of values.entries()) {
		const coordinate = row[start + index] ?? 0;
		if (coordinate > largest) {
			best = value;
			largest = coordinate;
		}
	}
	return best;
}

/** The value of the nearest code, or undefined where 0 is as near. */
function decodeOrdinal({ start, values, codes }: OrdinalBlock, row: ArrayLike<number>): Atom | undefined {
	const held = row[start] ?? 0;
	let best: Atom | undefined;
	let distance = Math.abs(held);
	for (const [index, code] of codes.entries()) {
		const away = Math.abs(held - code);
		if (away >= distance) continue;
		best = values[index];
		distance = away;
	}
	return best;
}

function checkLength(layout: Layout, row: ArrayLike<number>): void {
	const width = layoutWidth(layout);
	if (row.length === width) return;
	throw altaError('ALTA3107', {
		what: `A row of ${row.length} numbers does not fit a layout of ${width} coordinates.`,
		why: 'A residual row has one number for each coordinate.',
		fix: `Pass ${width} numbers: one row, not the whole batch.`,
	});
}

function misfit(block: VariableBlock, value: Exclude<Value, undefined>, why: string): Error {
	const shown = typeof value === 'object' ? `{${[...value].map((member) => JSON.stringify(member)).join(', ')}}` : JSON.stringify(value);
	return altaError('ALTA3106', {
		what: `The value ${shown} of ${JSON.stringify(block.variable)} ${why}.`,
		where: ['layout', `variable ${block.variable}`],
		why: 'Only the values of a block have coordinates.',
		fix: 'Encode states of the program the layout was made for.',
	});
}
