/**
 * Which numbers a numerical variable can hold: an upper bound, found by following inits, heads and updates.
 *
 * A boundary between two buckets can be placed anywhere between the largest attainable number below it and the smallest one above
 * it; how far those are apart decides whether an arithmetic can tell them from each other.
 */
export type Attainable = FiniteSet | Grid | Means | Anything;

/** Exactly these numbers, ascending. */
export interface FiniteSet {
	readonly kind: 'finite';
	readonly values: readonly number[];
}

/** All multiples of `unit`, a number with few binary digits, from `min` to `max`. */
export interface Grid {
	readonly kind: 'grid';
	readonly unit: number;
	readonly min: number;
	readonly max: number;
}

/** The means of at least one and at most `count` numbers of a grid or a finite set that lies on one. */
export interface Means {
	readonly kind: 'means';
	readonly of: Grid;
	readonly count: number;
}

/** Any number from `min` to `max`. */
export interface Anything {
	readonly kind: 'anything';
	readonly min: number;
	readonly max: number;
}

/** Beyond this many numbers a finite set is described by its grid. */
const FINITE_LIMIT = 512;

/** Binary digits behind the point that a grid may have. */
const FRACTION_BITS = 30;

/** The set of these numbers; all numbers, where double precision could not hold them. */
export function finite(values: Iterable<number>): Attainable {
	const sorted = [...new Set(values)].map((each) => (each === 0 ? 0 : each)).sort((a, b) => a - b);
	if (!sorted.every(Number.isFinite)) return { kind: 'anything', min: -Infinity, max: Infinity };
	return sorted.length <= FINITE_LIMIT ? { kind: 'finite', values: sorted } : gridOf({ kind: 'finite', values: sorted });
}

/** The empty set. */
export const nothing: FiniteSet = { kind: 'finite', values: [] };

/** The least and the largest attainable number; 0 and 0 where there is none. */
export function bounds(set: Attainable): { readonly min: number; readonly max: number } {
	switch (set.kind) {
		case 'finite':
			return { min: set.values[0] ?? 0, max: set.values.at(-1) ?? 0 };
		case 'means':
			return bounds(set.of);
		default:
			return { min: set.min, max: set.max };
	}
}

/** The largest absolute value. */
export function magnitude(set: Attainable): number {
	const { min, max } = bounds(set);
	return Math.max(Math.abs(min), Math.abs(max));
}

/** The same numbers, and the room up to this absolute value: what one scale for all times has to take. */
export function upTo(set: Attainable, size: number): Attainable {
	return magnitude(set) >= size ? set : { ...gridOf(set), min: -size, max: size };
}

/** The largest number that all attainable numbers are multiples of, if they have at most {@link FRACTION_BITS} binary digits behind the point. */
export function unitOf(set: Attainable): number | undefined {
	if (set.kind === 'grid') return set.unit;
	if (set.kind !== 'finite') return undefined;
	return set.values.reduce<number | undefined>((unit, value) => (unit === undefined ? undefined : commonUnit(unit, value)), 0);
}

/** The greatest common divisor of two numbers with few binary digits; 0 counts as a multiple of everything. */
function commonUnit(a: number, b: number): number | undefined {
	const scale = 2 ** FRACTION_BITS;
	let [x, y] = [Math.abs(a) * scale, Math.abs(b) * scale];
	if (!Number.isInteger(x) || !Number.isInteger(y)) return undefined;
	while (y !== 0) [x, y] = [y, x % y];
	return x / scale;
}

/** The largest power of two that a unit is a multiple of: what decides how many binary digits its multiples need. */
export function binaryUnit(unit: number): number {
	let power = 2 ** FRACTION_BITS;
	while (!Number.isInteger(unit / power)) power /= 2;
	return power;
}

/** The smallest grid around a set, or everything between its bounds where it lies on none. */
export function gridOf(set: Attainable): Grid | Anything {
	const { min, max } = bounds(set);
	return within(unitOf(set), 0, min, max);
}

/** A set that contains both. */
export function union(a: Attainable, b: Attainable): Attainable {
	if (a.kind === 'finite' && b.kind === 'finite') return finite([...a.values, ...b.values]);
	if (a.kind === 'finite' && a.values.length === 0) return b;
	if (b.kind === 'finite' && b.values.length === 0) return a;
	if (a.kind === 'means' && contains(a, b)) return a;
	if (b.kind === 'means' && contains(b, a)) return b;
	const [first, second] = [bounds(a), bounds(b)];
	return within(unitOf(a), unitOf(b), Math.min(first.min, second.min), Math.max(first.max, second.max));
}

/** The grid of what two units have in common, or everything between the bounds. */
function within(a: number | undefined, b: number | undefined, min: number, max: number): Grid | Anything {
	const unit = a === undefined || b === undefined ? undefined : commonUnit(a, b);
	return unit === undefined ? { kind: 'anything', min, max } : { kind: 'grid', unit: unit === 0 ? 1 : unit, min, max };
}

/** Whether the means contain the other set: its numbers are themselves numbers of the grid, or it is the same kind of means. */
function contains(means: Means, other: Attainable): boolean {
	if (other.kind === 'means') return other.count <= means.count && contains({ ...means, count: 1 }, other.of);
	const unit = unitOf(other);
	const range = bounds(other);
	return unit !== undefined && commonUnit(unit, means.of.unit) === means.of.unit && range.min >= means.of.min && range.max <= means.of.max;
}

/** Whether two descriptions are the same. */
export function same(a: Attainable, b: Attainable): boolean {
	if (a.kind === 'finite' && b.kind === 'finite')
		return a.values.length === b.values.length && a.values.every((value, i) => value === b.values[i]);
	if (a.kind === 'means' && b.kind === 'means') return a.count === b.count && same(a.of, b.of);
	return a.kind === b.kind && unitOf(a) === unitOf(b) && bounds(a).min === bounds(b).min && bounds(a).max === bounds(b).max;
}

/** Σ coefficient · number + bias. */
export function linearImage(terms: readonly { readonly coefficient: number; readonly of: Attainable }[], bias: number): Attainable {
	let sums: readonly number[] | undefined = [0];
	let { min, max, unit }: { min: number; max: number; unit: number | undefined } = { min: bias, max: bias, unit: unitOf(finite([bias])) };
	for (const { coefficient, of } of terms) {
		const scaled = scale(of, coefficient);
		const range = bounds(scaled);
		min += range.min;
		max += range.max;
		const own = unitOf(scaled);
		unit = unit === undefined || own === undefined ? undefined : commonUnit(unit, own);
		sums = sums === undefined || scaled.kind !== 'finite' ? undefined : distinctSums(sums, scaled.values);
	}
	if (sums !== undefined) return finite(sums.map((each) => each + bias));
	return within(unit, 0, min, max);
}

function distinctSums(a: readonly number[], b: readonly number[]): readonly number[] | undefined {
	if (a.length * b.length > FINITE_LIMIT * FINITE_LIMIT) return undefined;
	const sums = new Set<number>();
	for (const x of a) for (const y of b) sums.add(x + y);
	return sums.size > FINITE_LIMIT ? undefined : [...sums];
}

function scale(set: Attainable, factor: number): Attainable {
	if (set.kind === 'finite') return finite(set.values.map((each) => each * factor));
	const ends = [bounds(set).min * factor, bounds(set).max * factor].map((each) => (Number.isNaN(each) ? 0 : each));
	const [min, max] = [Math.min(...ends), Math.max(...ends)];
	const unit = set.kind === 'grid' ? unitOf(finite([set.unit * factor])) : undefined;
	return unit === undefined ? { kind: 'anything', min, max } : { kind: 'grid', unit, min, max };
}

/** The same numbers with the other sign. */
export function negated(set: Attainable): Attainable {
	return set.kind === 'means' ? { ...set, of: { ...set.of, min: -set.of.max, max: -set.of.min } } : scale(set, -1);
}

/** Means of one up to `count` attainable numbers. */
export function meansOf(set: Attainable, count: number): Attainable {
	if (set.kind === 'finite' && set.values.length <= 1) return set;
	const grid = gridOf(set);
	return grid.kind === 'grid' ? { kind: 'means', of: grid, count } : grid;
}

/** Sums of one up to `count` attainable numbers. */
export function sumsOf(set: Attainable, count: number): Attainable {
	const range = bounds(set);
	const min = Math.min(range.min, times(range.min, count));
	const max = Math.max(range.max, times(range.max, count));
	const unit = unitOf(set);
	if (unit === undefined) return { kind: 'anything', min, max };
	if (unit === 0) return set;
	return (max - min) / unit < FINITE_LIMIT ? finite(multiples(unit, min, max)) : { kind: 'grid', unit, min, max };
}

function times(value: number, count: number): number {
	return value === 0 ? 0 : value * count;
}

function multiples(unit: number, min: number, max: number): number[] {
	return Array.from({ length: Math.round((max - min) / unit) + 1 }, (_, i) => min + i * unit);
}

/** Opens a set towards the sides on which it has grown, so that a loop without a bound reaches a fixed point. */
export function widen(before: Attainable, after: Attainable): Attainable {
	const [old, now, grid] = [bounds(before), bounds(after), gridOf(after)];
	return { ...grid, min: now.min < old.min ? -Infinity : now.min, max: now.max > old.max ? Infinity : now.max };
}

/**
 * The largest attainable number that is at most `boundary` and the smallest one above it, as double precision computes them; −∞
 * and ∞ where there is none. Undefined when every number is attainable.
 */
export function neighbours(set: Attainable, boundary: number): { readonly below: number; readonly above: number } | undefined {
	switch (set.kind) {
		case 'finite': {
			const above = set.values.find((each) => each > boundary) ?? Infinity;
			return { below: set.values.findLast((each) => each <= boundary) ?? -Infinity, above };
		}
		case 'grid':
			return gridNeighbours(set, 1, boundary);
		case 'means': {
			if (!Number.isFinite(set.count)) return undefined;
			let [below, above] = [-Infinity, Infinity];
			for (let count = 1; count <= set.count; count++) {
				const near = gridNeighbours(set.of, count, boundary);
				below = Math.max(below, near.below);
				above = Math.min(above, near.above);
			}
			return { below, above };
		}
		default:
			return undefined;
	}
}

/** Neighbours among the sums of `count` grid numbers, divided by `count`. */
function gridNeighbours(grid: Grid, count: number, boundary: number): { below: number; above: number } {
	let [below, above] = [-Infinity, Infinity];
	const middle = Math.floor((boundary * count) / grid.unit);
	for (const step of [-1, 0, 1, 2]) {
		const value = ((middle + step) * grid.unit) / count;
		if (value < grid.min || value > grid.max) continue;
		if (value <= boundary) below = Math.max(below, value);
		else above = Math.min(above, value);
	}
	if (below === -Infinity && grid.max <= boundary) below = grid.max;
	if (above === Infinity && grid.min > boundary) above = grid.min;
	return { below, above };
}
