import type { Head } from '@alta-ts/core';
import type { AttentionConfig, HeadConfig } from '@alta-ts/model';
import { constant, sum, term } from '../affine.js';
import { emitScores, emitValues } from '../attention/emit-head.js';
import type { Column, Part } from '../attention/head-parts.js';
import { emptyValues, matchCount, matchSquare, partsOf, previousColumns } from '../attention/head-parts.js';
import { rankOf } from '../attention/offset-bias.js';
import { allowedOffsets } from '../attention/offsets.js';
import type { ScoreColumn } from '../attention/score-columns.js';
import { matchColumns } from '../attention/score-columns.js';
import type { Context } from '../context.js';
import { asksForOffsets, isAllowed } from './offset-table.js';
import type { StandardSetting } from './setting.js';

/** The head that makes up for what others give at the sink itself. */
const AT_SINK = 'sink.own';

/**
 * Makes the attention of a layer as any Transformer has it: softmax over scores that are products of queries and keys, with no mask, or a causal one.
 *
 * An offset is a match between one-hot positions, and the rank of a position that a head picks is a product of them too. The null key is the
 * sink: every query gives it the level of the null key. The sink itself must stay as it is embedded, so it attends to itself alone, where its value
 * is zero; what heads give in place of nothing is its value too, and one more head takes that away again at the sink.
 *
 * @param again whether the layer can run more than once.
 */
export function attendPlainly(
	context: Context,
	setting: StandardSetting,
	name: string,
	heads: readonly Head[],
	path: readonly string[],
	again: boolean,
): AttentionConfig {
	const built: HeadConfig[] = [];
	const atSink: Column[] = [];
	for (const head of heads) {
		const source = context.sources.of([...path, `head ${head.output}`]);
		for (const part of partsOf(context, head)) {
			const scores = [...matchColumns(context, head, part.sharpness), ...positionColumns(context, setting, head, part)];
			const columns = part.columns.map((column, i) => withSinkValue(setting, column, emptyValues(context, head, part)?.[i] ?? 0));
			const level = { null: part.level * part.sharpness ** 2, largest: matchCount(context, head) * part.sharpness ** 2 };
			built.push(buildHead(context, setting, name, { name: part.name, scores, columns, level, source }));
			for (const [i, value] of (emptyValues(context, head, part) ?? []).entries()) {
				const column = part.columns[i];
				if (value !== 0 && column !== undefined && setting.sink !== undefined) atSink.push({ ...column, from: term(setting.sink, -value) });
			}
		}
		if (head.keep && (again || context.sharedOutputs.has(head.output))) built.push(subtractPrevious(context, setting, name, head, path));
	}
	return { heads: atSink.length === 0 ? built : [...built, buildSinkHead(context, setting, name, atSink, path)] };
}

interface HeadPlan {
	readonly name: string;
	readonly scores: readonly ScoreColumn[];
	readonly columns: readonly Column[];
	/** The score of the sink, and the largest of any key. */
	readonly level: { readonly null: number; readonly largest: number };
	readonly source: number;
}

function buildHead(context: Context, setting: StandardSetting, name: string, plan: HeadPlan): HeadConfig {
	const prefix = `${name}.attention.${plan.name}`;
	const scores = setting.sink === undefined ? plan.scores : [...plan.scores, sinkColumn(context, setting.sink, plan.level)];
	return {
		name: plan.name,
		kind: 'softmax',
		scale: 1,
		keyWidth: emitScores(context, prefix, scores, plan.source),
		valueWidth: emitValues(context, prefix, plan.columns, plan.source),
		...(setting.causal ? { offsets: { to: 0 } } : {}),
	};
}

/** Every query scores the sink at the level of the null key; the sink scores itself above all else. */
function sinkColumn({ precision }: Context, sink: number, level: HeadPlan['level']): ScoreColumn {
	const own = Math.max(level.largest, level.null) + precision.separation - level.null;
	return { query: sum(constant(level.null), term(sink, own)), key: term(sink) };
}

/** The value column with what the sink has there: what the head gives in place of nothing. */
function withSinkValue({ sink }: StandardSetting, column: Column, empty: number): Column {
	const value = empty - column.from.bias;
	return sink === undefined || value === 0 ? column : { ...column, from: sum(column.from, term(sink, value)) };
}

/** A head that all positions but the sink give no weight to the sink in, so that it adds something at the sink alone. */
function buildSinkHead(
	context: Context,
	setting: StandardSetting,
	name: string,
	columns: readonly Column[],
	path: readonly string[],
): HeadConfig {
	const source = context.sources.of([...path, 'sink']);
	const { separation } = context.precision;
	return buildHead(context, setting, name, { name: AT_SINK, scores: [], columns, level: { null: -separation, largest: 0 }, source });
}

/** Matches on offsets and ranks of positions, by products of positions. */
function positionColumns(context: Context, setting: StandardSetting, head: Head, part: Part): readonly ScoreColumn[] {
	const offsets = allowedOffsets(head.where);
	const length = setting.positions.length;
	const table = asksForOffsets(offsets, context.maxLength, setting.causal)
		? byOffset(setting, (offset) => (isAllowed(offsets, offset) ? part.sharpness ** 2 : 0), part.sharpness)
		: [];
	if (!part.picks || typeof head.combine !== 'object') return table;
	const { pick } = head.combine;
	const step = -context.precision.separation;
	if (pick === 'nearest') return [...table, ...byOffset(setting, (offset) => step * rankOf(pick, offset, length), 1)];
	const ranks = setting.positions.map((coordinate, position) =>
		term(coordinate, step * (pick === 'first' ? position : length - 1 - position)),
	);
	return [...table, { query: constant(1), key: sum(...ranks) }];
}

/** A column for each position of the key, in which the query has what its offset to that position adds to the score. */
function byOffset({ positions, causal }: StandardSetting, score: (offset: number) => number, sharpness: number): readonly ScoreColumn[] {
	return positions.flatMap((key, to) => {
		const terms = positions.flatMap((query, from) => {
			const amount = causal && to > from ? 0 : score(to - from);
			return amount === 0 ? [] : [term(query, amount / sharpness)];
		});
		return terms.length === 0 ? [] : [{ query: sum(...terms), key: term(key, sharpness) }];
	});
}

function subtractPrevious(context: Context, setting: StandardSetting, name: string, head: Head, path: readonly string[]): HeadConfig {
	const square = matchSquare(context);
	return buildHead(context, setting, name, {
		name: `${head.output}.previous`,
		scores: byOffset(setting, (offset) => (offset === 0 ? square : 0), Math.sqrt(square)),
		columns: previousColumns(context, head),
		level: { null: square / 2, largest: square },
		source: context.sources.of([...path, `head ${head.output}`, 'previous output']),
	});
}
