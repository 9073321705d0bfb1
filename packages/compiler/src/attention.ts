import type { Head } from '@alta-ts/core';
import type { AttentionConfig, HeadConfig, NullKey } from '@alta-ts/model';
import type { Affine } from './affine.js';
import { constant, sum, term } from './affine.js';
import type { Context } from './context.js';
import { encoding } from './encoding.js';
import { definedCoordinate } from './layout-pass.js';
import { matrix, vector } from './matrix.js';
import { offsetBias } from './offset-bias.js';
import { allowedOffsets } from './offsets.js';
import { powerOfTwo } from './precision.js';

/** A column of the value projection: a sum of residual coordinates (nothing, where only the null key has a value) and the coordinate it is added to. */
interface Column {
	readonly from: Affine;
	readonly to: number;
	readonly weight: number;
}

/** A head of the model, before its matrices are made. A head of the program becomes one or several of them. */
interface Part {
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
 * Makes the attention of a layer.
 *
 * A match adds sharpness² to the score, so that k matches in `where` give k · sharpness²; a null key half a match below stands for "no key":
 * every other score is so much smaller that its weight is exactly zero. What a head needs besides its value gets a head of its own:
 * - a sum is not normalised (`relu`), so a second head tells whether anything was selected;
 * - `only` with keys that might coincide adds two heads, whose difference is above ⅙ exactly where several keys are selected
 *   (with the null key at the level of a match, m matches share a mass of m / (m + 1));
 * - an output that is kept and written again is first subtracted, by a head that looks at its own position.
 *
 * @param again whether the layer can run more than once.
 */
export function attend(context: Context, name: string, heads: readonly Head[], path: readonly string[], again: boolean): AttentionConfig {
	return {
		heads: heads.flatMap((head) => {
			const parts = partsOf(context, head).map((part) =>
				buildHead(context, `${name}.attention.${part.name}`, head, part, [...path, `head ${head.output}`]),
			);
			return head.keep && again ? [...parts, subtractPrevious(context, name, head, path)] : parts;
		}),
	};
}

function partsOf(context: Context, head: Head): readonly Part[] {
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

/** Matches on variables, and one more where undefined values must not be selected. */
function matchCount(context: Context, head: Head): number {
	return head.where.filter((match) => 'query' in match).length + (leavesOutUndefined(context, head) ? 1 : 0);
}

/** Means and sums leave out the positions where the value is undefined. */
function leavesOutUndefined(context: Context, head: Head): boolean {
	return (head.combine === 'mean' || head.combine === 'sum') && context.nullable.has(head.value);
}

function squareOfPowerOfTwo(x: number): number {
	const power = powerOfTwo(x);
	return Number.isInteger(Math.sqrt(power)) ? power : 2 * power;
}

/** Scores are whole multiples of the separation, so that they are exact as long as they are not too large. */
function checkScores(context: Context, head: Head, largest: number): void {
	const { precision, margins } = context;
	const place = `head ${head.output}`;
	margins.push({
		place,
		what: 'distance of scores at which the weight of a key is exactly zero',
		needs: precision.vanishing,
		has: precision.separation,
	});
	margins.push({
		place,
		what: 'size of scores up to which they are exact',
		needs: largest,
		has: precision.separation * 2 ** precision.bits,
	});
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

function buildHead(context: Context, prefix: string, head: Head, part: Part, path: readonly string[]): HeadConfig {
	const { layout, sources, tensors } = context;
	const source = sources.of(path);
	const pairs = matchPairs(context, head);
	const keyWidth = pairs.reduce((width, pair) => Math.max(width, pair.column + 1), 0);
	const query = matrix(context, layout.width, keyWidth);
	const key = matrix(context, layout.width, keyWidth);
	const queryBias = new Array<number>(keyWidth).fill(0);
	for (const pair of pairs) {
		if (pair.role === 'key') key.add(pair.coordinate, pair.column, part.sharpness, source);
		else if (pair.coordinate === 'one') queryBias[pair.column] = part.sharpness;
		else query.add(pair.coordinate, pair.column, part.sharpness, source);
	}
	tensors[`${prefix}.query`] = query.build();
	tensors[`${prefix}.key`] = key.build();
	if (queryBias.some((bias) => bias !== 0)) tensors[`${prefix}.query.bias`] = vector(context, queryBias, source);
	buildValue(context, prefix, part.columns, source);
	const offsets = allowedOffsets(head.where);
	return {
		name: part.name,
		kind: part.kind,
		scale: 1,
		keyWidth,
		valueWidth: part.columns.length,
		null: { logit: part.level * part.sharpness ** 2, value: nullValue(context, prefix, head, part, source) },
		...(offsets === undefined ? {} : { offsets }),
		...(part.picks ? { offsetBias: offsetBias(context, head) } : {}),
	};
}

function buildValue(context: Context, prefix: string, columns: readonly Column[], source: number): void {
	const { layout, tensors } = context;
	const value = matrix(context, layout.width, columns.length);
	const output = matrix(context, columns.length, layout.width);
	columns.forEach(({ from, to, weight }, i) => {
		for (const [coordinate, entry] of from.terms) value.add(coordinate, i, entry, source);
		output.add(i, to, weight, source);
	});
	tensors[`${prefix}.value`] = value.build();
	tensors[`${prefix}.output`] = output.build();
	const bias = columns.map(({ from }) => from.bias);
	if (bias.some((each) => each !== 0)) tensors[`${prefix}.value.bias`] = vector(context, bias, source);
}

function nullValue(context: Context, prefix: string, head: Head, part: Part, source: number): NullKey['value'] {
	if (part.empty === 'undefined') return 'zero';
	if ('position' in part.empty) return { position: part.empty.position };
	const entries = encoding(context.layout.block(head.output), part.empty.constant);
	const values = part.columns.map(({ to }) => entries.get(to) ?? 0);
	context.tensors[`${prefix}.null`] = vector(context, values, source);
	return 'vector';
}

/** One entry of the query or key projection. */
type Pair =
	| { readonly role: 'query'; readonly coordinate: number | 'one'; readonly column: number }
	| { readonly role: 'key'; readonly coordinate: number; readonly column: number };

/** Projects query and key so that each match that holds adds 1 to their product (before sharpness), and one that does not adds 0. */
function matchPairs(context: Context, head: Head): readonly Pair[] {
	const pairs: Pair[] = [];
	let column = 0;
	for (const match of head.where) {
		if ('offsets' in match) continue;
		const query = context.layout.block(match.query);
		const key = context.layout.block(match.key);
		if (key.kind !== 'categorical' || (query.kind !== 'categorical' && query.kind !== 'set'))
			throw new Error(`internal: head ${head.output} compares numbers`);
		const queried = query.kind === 'categorical' ? query.values : query.members;
		for (const [i, atom] of key.values.entries()) {
			const queries =
				typeof match.test === 'string' ? [atom] : match.test.filter((entry) => entry.keys.includes(atom)).map((entry) => entry.query);
			const asking = queries.map((each) => queried.indexOf(each)).filter((index) => index >= 0);
			if (asking.length === 0) continue;
			pairs.push({ role: 'key', coordinate: key.start + i, column });
			for (const index of asking) pairs.push({ role: 'query', coordinate: query.start + index, column });
			column++;
		}
	}
	const defined = leavesOutUndefined(context, head) ? definedCoordinate(context.layout.block(head.value)) : undefined;
	if (defined !== undefined) pairs.push({ role: 'query', coordinate: 'one', column }, { role: 'key', coordinate: defined, column });
	return pairs;
}

function subtractPrevious(context: Context, name: string, head: Head, path: readonly string[]): HeadConfig {
	const { layout, sources, tensors } = context;
	const block = layout.block(head.output);
	const columns = Array.from({ length: block.width }, (_, i): Column => ({ from: term(block.start + i), to: block.start + i, weight: -1 }));
	const prefix = `${name}.attention.${head.output}.previous`;
	tensors[`${prefix}.query`] = matrix(context, layout.width, 0).build();
	tensors[`${prefix}.key`] = matrix(context, layout.width, 0).build();
	buildValue(context, prefix, columns, sources.of([...path, `head ${head.output}`, 'previous output']));
	return { name: `${head.output}.previous`, kind: 'softmax', scale: 1, keyWidth: 0, valueWidth: columns.length, offsets: [0] };
}
