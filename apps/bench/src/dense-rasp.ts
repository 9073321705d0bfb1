import type { Aggregate, Elementwise, GraphValue, Scalar, Selector, SelectorWidth, SOp } from '@alta-ts/rasp';

/** A matrix with all of its zeros, row after row. */
export interface Matrix {
	readonly rows: number;
	readonly columns: number;
	readonly data: Float32Array;
}

/** One sublayer. An MLP is `relu(x · input + bias) · output`; a head scores keys by `x · query` times `x · key` and adds `value · output`. */
export type DenseStep =
	| { readonly kind: 'mlp'; readonly input: Matrix; readonly bias: Float32Array; readonly output: Matrix }
	| { readonly kind: 'head'; readonly query: Matrix; readonly key: Matrix; readonly value: Matrix; readonly output: Matrix };

/** A part of the residual stream, with a coordinate for each value. */
interface Block {
	readonly start: number;
	readonly values: readonly GraphValue[];
}

/** Weights as plain as they can be. Before the first token stands a position that holds nothing but {@link START}. */
export interface DenseModel {
	readonly width: number;
	readonly steps: readonly DenseStep[];
	/** What each position holds at the beginning: its token, its position, and constants. */
	readonly initial: readonly { readonly block: Block; readonly of: 'tokens' | 'indices' | 'constant' }[];
	readonly output: Block;
}

/** The coordinate that is 1 where there is a token, and the one that is 1 before the first. */
export const TOKEN = 0;
export const START = 1;

/** How strongly a head looks at the position before the first token, beside 1 for a selected key. */
const FALL_BACK = 0.5;

/** Tells shares apart that differ by as much as 1/N and 1/(N + 1). */
const SLOPE = 10_000;

/**
 * Weights for an s-op as Tracr makes them: all values of all nodes have a coordinate, a function has a hidden unit for each combination of
 * its inputs, a selector a number for each pair of a key and a query, and every matrix is dense. Nothing is merged or made smaller.
 *
 * @throws Error where a head looks at what another one fetches, which is not cleared before the first token.
 */
export function compileDensely(root: SOp, vocabulary: readonly Scalar[], maxLength: number): DenseModel {
	const blocks = new Map<SOp, Block>();
	const initial: DenseModel['initial'][number][] = [];
	const makers: ((width: number) => DenseStep)[] = [];
	let width = 2;

	const addBlock = (values: Iterable<GraphValue>): Block => {
		const block = { start: width, values: [...new Set(values)].filter((value) => value !== undefined) };
		width += block.values.length;
		return block;
	};
	const addInitial = (of: DenseModel['initial'][number]['of'], values: Iterable<GraphValue>): Block => {
		const block = addBlock(values);
		initial.push({ block, of });
		return block;
	};
	const blockOf = (node: SOp): Block => {
		const block = blocks.get(node) ?? lower(node);
		blocks.set(node, block);
		return block;
	};

	function lower(node: SOp): Block {
		switch (node.op) {
			case 'tokens':
				return addInitial('tokens', vocabulary);
			case 'indices':
				return addInitial(
					'indices',
					Array.from({ length: maxLength }, (_, at) => at),
				);
			case 'constant':
				return addInitial('constant', [node.value]);
			case 'elementwise':
				return lowerFunction(node);
			case 'selectorWidth':
				return lowerWidth(node);
			case 'aggregate':
				return lowerAggregate(node);
		}
	}

	function lowerFunction({ inputs, operation }: Elementwise): Block {
		const given = inputs.map(blockOf);
		const cases = combinations(given).map((at) => ({
			at,
			value: operation.apply(...at.map((place, index) => given[index]?.values[place])),
		}));
		const block = addBlock(cases.map(({ value }) => value));
		makers.push((size) => tableStep(size, given, cases, block));
		return block;
	}

	/** What a selector compares, put together in one block where it is more than one s-op, and whether it selects a pair. */
	function sideOf(selector: Selector, side: 'keys' | 'queries'): { readonly block: Block; readonly at: (place: number) => Named } {
		const nodes = [...new Set(comparisons(selector).map((each) => each[side]))];
		const given = nodes.map(blockOf);
		const cases = combinations(given);
		const named = (at: readonly number[]): Named => new Map(nodes.map((node, index) => [node, given[index]?.values[at[index] ?? -1]]));
		const [only, ...more] = given;
		if (only !== undefined && more.length === 0) return { block: only, at: (place) => named([place]) };
		const block = addBlock(cases.map((_, index) => index));
		makers.push((size) =>
			tableStep(
				size,
				given,
				cases.map((at, value) => ({ at, value })),
				block,
			),
		);
		return { block, at: (place) => named(cases[place] ?? []) };
	}

	/** The half of a head that compares. Where nothing is selected it looks before the first token, and for a width it does so always. */
	function comparing(selector: Selector, fallBack: number): (size: number) => { readonly query: Matrix; readonly key: Matrix } {
		if (comparisons(selector).some(({ keys: each }) => each.op === 'aggregate')) throw fetchedAgain();
		const keys = sideOf(selector, 'keys');
		const queries = sideOf(selector, 'queries');
		return (size) => {
			const count = keys.block.values.length;
			const [query, key] = [matrix(size, count + 1), matrix(size, count + 1)];
			for (let k = 0; k < count; k++) {
				set(key, keys.block.start + k, k, 1);
				for (let q = 0; q < queries.block.values.length; q++)
					if (selects(selector, keys.at(k), queries.at(q))) set(query, queries.block.start + q, k, 1);
			}
			set(key, START, count, 1);
			set(query, TOKEN, count, fallBack);
			set(query, START, count, 1);
			return { query, key };
		};
	}

	function lowerAggregate({ selector, value, otherwise }: Aggregate): Block {
		if (value.op === 'aggregate') throw fetchedAgain();
		const compare = comparing(selector, FALL_BACK);
		const values = blockOf(value);
		const block = addBlock([...values.values, otherwise]);
		makers.push((size) => {
			const count = block.values.length;
			const [read, output] = [matrix(size, count), matrix(count, size)];
			for (const [at, each] of block.values.entries()) {
				const place = values.values.indexOf(each);
				if (place >= 0) set(read, values.start + place, at, 1);
				if (each === otherwise) set(read, START, at, 1);
				set(output, at, block.start + at, 1);
			}
			return { kind: 'head', ...compare(size), value: read, output };
		});
		return block;
	}

	/** Among n selected keys and the position before the first token, that one has a share of 1/(n + 1). */
	function lowerWidth({ selector }: SelectorWidth): Block {
		const compare = comparing(selector, 1);
		const share = addBlock([0]).start;
		const block = addBlock(Array.from({ length: maxLength + 1 }, (_, count) => count));
		makers.push((size) => {
			const [value, output] = [matrix(size, 1), matrix(1, size)];
			set(value, START, 0, 1);
			set(output, 0, share, 1);
			return { kind: 'head', ...compare(size), value, output };
		});
		makers.push((size) => {
			const units = 2 * block.values.length;
			const [input, bias, output] = [matrix(size, units), new Float32Array(units).fill(-2 * SLOPE), matrix(units, size)];
			for (let unit = 0; unit < units; unit++) {
				const [count, sign] = [unit >> 1, unit % 2 === 0 ? 1 : -1];
				const threshold = (1 / (count + 1) + 1 / (count + 2)) / 2;
				set(input, share, unit, SLOPE);
				set(input, TOKEN, unit, 2 * SLOPE - SLOPE * threshold + sign / 2);
				set(output, unit, block.start + count, sign);
				if (count < maxLength) set(output, unit, block.start + count + 1, -sign);
			}
			return { kind: 'mlp', input, bias, output };
		});
		return block;
	}

	const output = blockOf(root);
	return { width, steps: makers.map((make) => make(width)), initial, output };
}

type Named = ReadonlyMap<SOp, GraphValue>;

/** A unit for each case, which is 1 where all inputs have its values. */
function tableStep(
	size: number,
	given: readonly Block[],
	cases: readonly { readonly at: readonly number[]; readonly value: GraphValue }[],
	block: Block,
): DenseStep {
	const places = new Map(block.values.map((value, place) => [value, place]));
	const [input, output] = [matrix(size, cases.length), matrix(cases.length, size)];
	for (const [unit, { at, value }] of cases.entries()) {
		for (const [index, place] of at.entries()) set(input, (given[index]?.start ?? 0) + place, unit, 1);
		set(input, TOKEN, unit, 1);
		const place = places.get(value);
		if (place !== undefined) set(output, unit, block.start + place, 1);
	}
	return { kind: 'mlp', input, bias: new Float32Array(cases.length).fill(-given.length), output };
}

/** Every combination of a value of each block, by places. */
function combinations(blocks: readonly Block[]): readonly (readonly number[])[] {
	return blocks.reduce<readonly (readonly number[])[]>(
		(all, { values }) => all.flatMap((at) => values.map((_, place) => [...at, place])),
		[[]],
	);
}

function comparisons(selector: Selector): readonly Extract<Selector, { readonly op: 'select' }>[] {
	switch (selector.op) {
		case 'select':
			return [selector];
		case 'not':
			return comparisons(selector.selector);
		default:
			return [...comparisons(selector.left), ...comparisons(selector.right)];
	}
}

function selects(selector: Selector, keys: Named, queries: Named): boolean {
	switch (selector.op) {
		case 'select':
			return selector.predicate.test(keys.get(selector.keys), queries.get(selector.queries));
		case 'not':
			return !selects(selector.selector, keys, queries);
		case 'and':
			return selects(selector.left, keys, queries) && selects(selector.right, keys, queries);
		case 'or':
			return selects(selector.left, keys, queries) || selects(selector.right, keys, queries);
	}
}

function fetchedAgain(): Error {
	return new Error('a head that looks at what another one fetches');
}

function matrix(rows: number, columns: number): Matrix {
	return { rows, columns, data: new Float32Array(rows * columns) };
}

function set({ data, columns }: Matrix, row: number, column: number, value: number): void {
	data[row * columns + column] = value;
}
