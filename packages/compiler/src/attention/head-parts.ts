import type { Head } from '@alta-ts/core';
import type { Affine } from '../affine.js';
import { constant, sum, term } from '../affine.js';
import type { Context } from '../context.js';
import { encoding } from '../encoding.js';
import { definedCoordinate } from '../layout-pass.js';
import { powerOfTwo } from '../numbers/precision.js';
import { asksForOffsets } from '../standard/offset-table.js';
import { sumDepth } from '../standard/soft-sum.js';
import { allowedOffsets } from './offsets.js';
import { checkScores } from './score-margins.js';

/** A column of the value projection: a sum of residual coordinates (nothing, where only the null key has a value) and the coordinate it is added to. */
export interface Column {
	readonly from: Affine;
	readonly to: number;
	readonly weight: number;
}

/** A head of the model, before its matrices are made. A head of the program becomes one or several of them. */
export interface Part {
	readonly name: string;
	readonly kind: 'softmax' | 'relu';
	readonly columns: readonly Column[];
	/** Factor on query and key; its square is what one match adds to a score. */
	readonly sharpness: number;
	/** Level of the null key, in units of one match. */
	readonly level: number;
	readonly empty: Head['empty'];
	readonly picks: boolean;
}

/**
 * The heads of the model that a head of the program becomes.
 *
 * A match adds sharpness² to the score, so that k matches in `where` give k · sharpness²; a null key half a match below stands for "no key":
 * every other score is so much smaller that its weight is exactly zero. What a head needs besides its value gets a head of its own:
 * - a sum is not normalised (`relu`), so a second head tells whether anything was selected;
 * - `only` with keys that might coincide adds two heads, whose difference is above ⅙ exactly where several keys are selected
 *   (with the null key at the level of a match, m matches share a mass of m / (m + 1)).
 */
export function partsOf(context: Context, head: Head): readonly Part[] {
	const { precision, layout } = context;
	const matches = matchCount(context, head);
	const picks = typeof head.combine === 'object';
	const range = picks ? precision.separation * (2 * (context.maxLength ?? 1) - 1) : 0;
	const square = squareOfPowerOfTwo(range + 2 * precision.separation);
	const sharp = Math.sqrt(square);
	// Where positions compete, their biases reach down to −range; the null key lies below all of them.
	const level = picks ? matches - (range + precision.separation) / square : matches - 1 / 2;
	const value: Part = {
		name: head.output,
		kind: 'softmax',
		columns: valueColumns(context, head),
		sharpness: sharp,
		level,
		empty: head.empty,
		picks,
	};
	checkScores(context, head, matches * square + range);
	if (head.combine === 'sum' && context.standard !== undefined) return softSumParts(context, value, matches, square);
	if (head.combine === 'sum') {
		const [number, ...defined] = value.columns;
		return [
			{ ...value, kind: 'relu', columns: number === undefined ? [] : [number], sharpness: 2, level: matches - 1 / 4 },
			{ ...value, name: `${head.output}.defined`, columns: defined },
		];
	}
	const guard = layout.guard(head.output);
	if (guard === undefined) return [value];
	const mass = { ...value, empty: 'undefined' } as const;
	return [
		value,
		{ ...mass, name: `${head.output}.any`, columns: [{ from: constant(1), to: guard, weight: -1 }] },
		{ ...mass, name: `${head.output}.several`, columns: [{ from: constant(1), to: guard, weight: 2 }], level: matches },
	];
}

/** A sum by softmax (see `sumDepth`), and a head that tells whether anything was selected, which also gives what the head gives in place of nothing. */
function softSumParts({ precision }: Context, value: Part, matches: number, square: number): readonly Part[] {
	const [number, ...others] = value.columns;
	if (number === undefined) return [];
	const depth = sumDepth(precision) ?? 0;
	const empty = typeof value.empty === 'object' && 'constant' in value.empty ? [{ ...number, from: constant(0) }] : [];
	return [
		{ ...value, columns: [{ ...number, weight: Math.exp(depth) }], level: matches + depth / square, empty: 'undefined' },
		{ ...value, name: `${value.name}.defined`, columns: [...empty, ...others] },
	];
}

/** Matches on variables, one more where undefined values must not be selected, and one where a target compares positions. */
export function matchCount(context: Context, head: Head): number {
	const { maxLength, standard } = context;
	const positions = standard !== undefined && asksForOffsets(allowedOffsets(head.where), maxLength, standard.causal);
	return head.where.filter((match) => 'query' in match).length + (leavesOutUndefined(context, head) ? 1 : 0) + (positions ? 1 : 0);
}

/** Whether undefined values must not be selected: means and sums leave those positions out. */
export function leavesOutUndefined(context: Context, head: Head): boolean {
	return (head.combine === 'mean' || head.combine === 'sum') && context.nullable.has(head.value);
}

/** What one match adds to a score where no positions compete. */
export function matchSquare({ precision }: Context): number {
	return squareOfPowerOfTwo(2 * precision.separation);
}

function squareOfPowerOfTwo(x: number): number {
	const power = powerOfTwo(x);
	return Number.isInteger(Math.sqrt(power)) ? power : 2 * power;
}

function valueColumns(context: Context, head: Head): readonly Column[] {
	const from = context.layout.block(head.value);
	const to = context.layout.block(head.output);
	const columns: Column[] = [];
	if (from.kind === 'categorical' && to.kind === 'ordinal') {
		const codes = from.values.map((value, i) => term(from.start + i, to.codes[to.values.indexOf(value)] ?? 0));
		columns.push({ from: sum(...codes), to: to.start, weight: 1 });
	} else if (from.kind === 'categorical' && to.kind === 'categorical') {
		from.values.forEach(
			(value, i) => void columns.push({ from: term(from.start + i), to: to.start + to.values.indexOf(value), weight: 1 }),
		);
	} else if (from.kind === 'set' && to.kind === 'set') {
		from.members.forEach(
			(member, i) => void columns.push({ from: term(from.start + i), to: to.start + to.members.indexOf(member), weight: 1 }),
		);
	} else {
		columns.push({ from: term(from.start), to: to.start, weight: 1 });
	}
	const defined = definedCoordinate(to);
	const has = definedCoordinate(from);
	if (defined !== undefined) columns.push({ from: has === undefined ? constant(1) : term(has), to: defined, weight: 1 });
	if (typeof head.empty === 'string' || !('constant' in head.empty)) return columns;
	const missing = [...encoding(to, head.empty.constant).keys()].filter((coordinate) => !columns.some((column) => column.to === coordinate));
	return [...columns, ...missing.map((coordinate): Column => ({ from: constant(0), to: coordinate, weight: 1 }))];
}

/** The value of the null key in each column of a part: what the head gives where it selects nothing, if that is a constant. */
export function emptyValues(context: Context, head: Head, part: Part): readonly number[] | undefined {
	if (part.empty === 'undefined' || 'position' in part.empty) return undefined;
	const entries = encoding(context.layout.block(head.output), part.empty.constant);
	return part.columns.map(({ to }) => entries.get(to) ?? 0);
}

/** The columns of a head that subtracts what a kept output held before, if it looks at its own position. */
export function previousColumns(context: Context, head: Head): readonly Column[] {
	const { start, width } = context.layout.block(head.output);
	return Array.from({ length: width }, (_, i): Column => ({ from: term(start + i), to: start + i, weight: -1 }));
}
