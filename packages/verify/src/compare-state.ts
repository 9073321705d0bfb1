import type { Columns, Value } from '@alta-ts/core';
import { sameValue } from '@alta-ts/core';
import {
	type Block,
	coordinateNames,
	decodeBlock,
	encodeBlock,
	guardOf,
	isVariableBlock,
	type Layout,
	type TensorDType,
	type VariableBlock,
	variablesOf,
} from '@alta-ts/model';
import { definedTolerance } from './defined-tolerance.js';
import type { Difference } from './report.js';
import { jsonValue } from './report.js';

/** A difference within a residual stream, before it is known where that is. */
export type StateDifference = Pick<Difference, 'position' | 'variable' | 'expected' | 'actual' | 'coordinate'>;

/** What comparing a residual stream with the state it should hold gave. */
export interface StateComparison {
	readonly compared: number;
	readonly differences: number;
	readonly first: StateDifference | null;
}

/** Compares residual rows with symbolic states. */
export interface StateComparer {
	/**
	 * @param data residual rows [positions, width] of one sequence.
	 * @param afterAttention whether heads have just run: at any other time no guard says anything.
	 */
	compare(state: Columns, data: Float64Array, afterAttention: boolean): StateComparison;
}

/** However large the numbers of a program are, coordinates that hold 0 or 1 must be this close to it, unless they are sums of weights. */
const CLEAR = 2 ** -10;

/**
 * Compares both decoded symbols and numbers: every coordinate must be within `tolerance` of the encoded state. Coordinates that a target adds
 * have no counterpart in the program: where a guard says that several keys were selected, only the symbol is compared; positions must be one-hot,
 * and scratch, the coordinate of the sink and, when no heads have just run, guards must be zero.
 *
 * @param dtype what the numbers are: `defined` of a mean is a sum of rounded weights.
 */
export function stateComparer(layout: Layout, tolerance: number, dtype: TensorDType): StateComparer {
	const names = coordinateNames(layout);
	const blocks = layout.blocks
		.filter(isVariableBlock)
		.flatMap((block) => variablesOf(block).map((variable) => ({ variable, block, guard: guardOf(layout, variable)?.start })));
	const added = layout.blocks.filter((block) => block.kind === 'position' || block.kind === 'sink' || block.kind === 'scratch');
	const guards = layout.blocks.filter((block) => block.kind === 'guard');
	const width = names.length;
	const clear = Math.min(tolerance, CLEAR);
	const encoded = new Float64Array(width);

	function compareBlock(
		variable: string,
		block: VariableBlock,
		guard: number | undefined,
		expected: Value,
		row: Float64Array,
		position: number,
		defined: number,
	): StateDifference | undefined {
		const actual = decodeBlock(block, row, guard === undefined ? undefined : row[guard]);
		const symbolsAgree = agree(actual, expected, tolerance);
		if (symbolsAgree && actual === undefined && guard !== undefined && (row[guard] ?? 0) > clear) return undefined;
		if (!canHold(block, expected)) {
			return { position, variable, expected: jsonValue(expected), actual: jsonValue(actual), coordinate: null };
		}
		encodeBlock(block, expected, encoded);
		const { worst, ratio } = furthest(block, row, encoded, (coordinate) =>
			isNumber(block, coordinate) ? tolerance : isDefined(block, coordinate) ? defined : clear,
		);
		if (symbolsAgree && ratio <= 1) return undefined;
		const coordinate = { name: names[worst] ?? '', expected: encoded[worst] ?? 0, actual: row[worst] ?? 0 };
		return { position, variable, expected: jsonValue(expected), actual: jsonValue(actual), coordinate };
	}

	function compareAdded(block: Block, row: Float64Array, position: number): StateDifference | undefined {
		encoded.fill(0, block.start, block.start + block.width);
		if (block.kind === 'position') encoded[block.start + position] = 1;
		const { worst, ratio } = furthest(block, row, encoded, () => clear);
		if (ratio <= 1) return undefined;
		const [expected, actual] = [encoded[worst] ?? 0, row[worst] ?? 0];
		return { position, variable: block.kind, expected, actual, coordinate: { name: names[worst] ?? '', expected, actual } };
	}

	return {
		compare(state, data, afterAttention) {
			const others = afterAttention ? added : [...added, ...guards];
			const defined = Math.min(tolerance, Math.max(CLEAR, definedTolerance(dtype, data.length / width)));
			let [compared, differences]: [number, number] = [0, 0];
			let first: StateDifference | null = null;
			for (let position = 0; position * width < data.length; position++) {
				const row = data.subarray(position * width, (position + 1) * width);
				for (const block of others) {
					compared++;
					const difference = compareAdded(block, row, position);
					if (difference === undefined) continue;
					differences++;
					first ??= difference;
				}
				for (const { variable, block, guard } of blocks) {
					compared++;
					const difference = compareBlock(variable, block, guard, state[variable]?.[position], row, position, defined);
					if (difference === undefined) continue;
					differences++;
					first ??= difference;
				}
			}
			return { compared, differences, first };
		},
	};
}

/** Whether a block has coordinates for a value: weights for some inputs only leave out what others need. */
function canHold(block: VariableBlock, value: Value): boolean {
	if (value === undefined || block.kind === 'numerical') return true;
	if (block.kind === 'set') return typeof value === 'object' && [...value].every((member) => block.members.includes(member));
	return typeof value !== 'object' && block.values.includes(value);
}

function agree(actual: Value, expected: Value, tolerance: number): boolean {
	if (typeof actual === 'number' && typeof expected === 'number') return actual === expected || Math.abs(actual - expected) <= tolerance;
	return sameValue(actual, expected);
}

/** Whether a coordinate holds a number; the others hold 0 or 1. */
function isNumber(block: VariableBlock, coordinate: number): boolean {
	return block.kind === 'numerical' && coordinate === block.start;
}

/** Whether a coordinate says that a number or a set is defined. */
function isDefined(block: VariableBlock, coordinate: number): boolean {
	return (block.kind === 'numerical' || block.kind === 'set') && block.nullable && coordinate === block.start + block.width - 1;
}

/**
 * The coordinate of the block that is furthest from what it should be, and by how many times what is allowed there. NaN counts as infinitely far.
 */
function furthest(
	block: Block,
	row: Float64Array,
	encoded: Float64Array,
	allowed: (coordinate: number) => number,
): { readonly worst: number; readonly ratio: number } {
	let [worst, ratio] = [block.start, -1];
	for (let coordinate = block.start; coordinate < block.start + block.width; coordinate++) {
		const off = Math.abs((row[coordinate] ?? Number.NaN) - (encoded[coordinate] ?? 0));
		if (Number.isNaN(off)) return { worst: coordinate, ratio: Infinity };
		const times = off === 0 ? 0 : off / allowed(coordinate);
		if (times > ratio) [worst, ratio] = [coordinate, times];
	}
	return { worst, ratio };
}
