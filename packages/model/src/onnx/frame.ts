import type { OffsetSet } from '@alta-ts/core';
import type { Config } from '../config.js';
import { longestInput } from '../longest-input.js';
import type { Model } from '../model.js';
import { addNode, cast, type GraphDraft, integer, truth, unsqueeze, type ValueName } from './graph-draft.js';

/** The positions of a batch of sequences that are filled up to one length. */
export interface Positions {
	/** int64 [batch]. */
	readonly lengths: ValueName;
	/** int64 [length]: 0, 1, 2, … */
	readonly positions: ValueName;
	/** bool [batch, length]: whether a position is one of the sequence, and no padding. */
	readonly valid: ValueName;
	/** bool [batch, length, 1]: the same for rows of numbers. */
	readonly validRows: ValueName;
}

/** What all parts of a model refer to: which positions there are, and who sees whom. All of it is computed once, outside of loops. */
export interface Frame extends Positions {
	/** The positions of the input, without that of a sink in front of it. */
	readonly own: Positions;
	/** bool [batch, 1, length]: which keys are positions of the sequence. */
	readonly validKeys: ValueName;
	/** int64 [length, length]: key position − query position. */
	readonly offset: ValueName;
	/** bool [batch, length, length]: which keys each query sees. Padding sees nothing and is not seen. */
	visible(offsets: OffsetSet | undefined): ValueName;
}

/** The inputs of a graph, by name. */
export const INPUT = { tokens: 'tokens', matrix: 'matrix', lengths: 'lengths' } as const;

/**
 * Writes down the frame of a model. Lengths that are longer than the input, or than the model takes, are an error of the runtime, which
 * names the node `lengths.check`.
 */
export function addFrame(main: GraphDraft, { config }: Model): Frame {
	const { input } = config;
	const own = addPositions(main, 'input.', addLength(main, config), INPUT.lengths);
	const all = input.kind === 'tokens' && input.sink !== undefined ? addSinkPositions(main, own) : own;
	const validKeys = unsqueeze(main, 'valid.keys', all.valid, [1]);
	const pair = addNode(main, 'And', 'visible', [all.validRows, validKeys]);
	const offset = addNode(main, 'Sub', 'offset', [
		unsqueeze(main, 'positions.key', all.positions, [0]),
		unsqueeze(main, 'positions.query', all.positions, [1]),
	]);
	const known = new Map<string, ValueName>();
	return {
		...all,
		own,
		validKeys,
		offset,
		visible: (offsets) => {
			if (offsets === undefined) return pair;
			const key = JSON.stringify(offsets);
			const found = known.get(key) ?? addNode(main, 'And', 'visible.offsets', [pair, addOffsets(main, offset, offsets)]);
			known.set(key, found);
			return found;
		},
	};
}

/** int64: how many columns the input has. */
function addLength(main: GraphDraft, config: Config): ValueName {
	const rows = config.input.kind === 'tokens' ? INPUT.tokens : INPUT.matrix;
	const columns = addNode(main, 'Shape', 'lengths.columns', [rows], { start: 1, end: 2 });
	const longest = addNode(main, 'ReduceMax', 'lengths.longest', [INPUT.lengths], { keepdims: 0 });
	const limit = longestInput(config);
	const bound = Number.isFinite(limit) ? addNode(main, 'Min', 'lengths.limit', [columns, integer(main, limit)]) : columns;
	const tooLong = addNode(main, 'Squeeze', 'lengths.tooLong', [addNode(main, 'Greater', 'lengths.beyond', [longest, bound])]);
	// There is one entry, with the index 0, so a sequence that is too long stops the run here.
	return addNode(main, 'Gather', 'lengths.check', [columns, cast(main, 'lengths.index', tooLong, 'int64')]);
}

function addPositions(main: GraphDraft, prefix: string, length: ValueName, lengths: ValueName): Positions {
	const positions = addNode(main, 'Range', `${prefix}positions`, [integer(main, 0), length, integer(main, 1)]);
	const valid = addNode(main, 'Less', `${prefix}valid`, [positions, unsqueeze(main, `${prefix}lengths.rows`, lengths, [1])]);
	return { lengths, positions, valid, validRows: unsqueeze(main, `${prefix}valid.rows`, valid, [2]) };
}

/** The same with one more position in front of every sequence. */
function addSinkPositions(main: GraphDraft, own: Positions): Positions {
	const columns = addNode(main, 'Size', 'input.columns', [own.positions]);
	const lengths = addNode(main, 'Add', 'sink.lengths', [own.lengths, integer(main, 1)]);
	return addPositions(main, 'sink.', addNode(main, 'Add', 'sink.columns', [columns, integer(main, 1)]), lengths);
}

interface Run {
	readonly from?: number;
	readonly to?: number;
}

function addOffsets(main: GraphDraft, offset: ValueName, offsets: OffsetSet): ValueName {
	const ranges = 'length' in offsets ? runs(offsets) : [offsets];
	const inRange = ranges.map((range) => addRange(main, offset, range));
	return (
		inRange.reduceRight<ValueName | undefined>(
			(others, each) => (others === undefined ? each : addNode(main, 'Or', 'offset.listed', [each, others])),
			undefined,
		) ?? truth(main, false)
	);
}

function addRange(main: GraphDraft, offset: ValueName, { from, to }: Run): ValueName {
	if (from !== undefined && from === to) return addNode(main, 'Equal', `offset.is.${from}`, [offset, integer(main, from)]);
	const above = from === undefined ? undefined : addNode(main, 'GreaterOrEqual', `offset.from.${from}`, [offset, integer(main, from)]);
	const below = to === undefined ? undefined : addNode(main, 'LessOrEqual', `offset.to.${to}`, [offset, integer(main, to)]);
	if (above === undefined || below === undefined) return above ?? below ?? truth(main, true);
	return addNode(main, 'And', `offset.from.${from}.to.${to}`, [above, below]);
}

/** A list of offsets as ranges without gaps. */
function runs(offsets: readonly number[]): Run[] {
	const ascending = [...new Set(offsets)].sort((a, b) => a - b);
	const found: { from: number; to: number }[] = [];
	for (const offset of ascending) {
		const last = found.at(-1);
		if (last !== undefined && offset === last.to + 1) last.to = offset;
		else found.push({ from: offset, to: offset });
	}
	return found;
}
