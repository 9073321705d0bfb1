import type { Head, LeftOut, Match, OffsetSet, Table, Value } from '@alta-ts/core';
import { sameValue } from '@alta-ts/core';
import { column, type State } from './state.js';

/** What a head wrote at each position, and what a mean or sum left out. */
export interface Attention {
	readonly values: readonly Value[];
	readonly leftOut: readonly LeftOut[];
}

/** Computes the output of a head at every position of a state: selects keys, then combines their values. */
export function attend(head: Head, state: State, length: number): Attention {
	const source = column(state, head.value);
	const positions = Array.from({ length }, (_, position) => position);
	const leftOut: LeftOut[] = [];
	const values = positions.map((query) => {
		const selected = positions.filter((key) => head.where.every((match) => matches(match, state, query, key)));
		if (head.combine === 'mean' || head.combine === 'sum') {
			leftOut.push(...selected.filter((key) => source[key] === undefined).map((key) => ({ head: head.output, query, key })));
		}
		return combine(head, source, query, selected);
	});
	return { values, leftOut };
}

function matches(match: Match, state: State, query: number, key: number): boolean {
	if ('offsets' in match) return hasOffset(match.offsets, key - query);
	const asked = column(state, match.query)[query];
	const offered = column(state, match.key)[key];
	if (asked === undefined || offered === undefined) return false;
	if (match.test === 'equal') return sameValue(asked, offered);
	if (match.test === 'member') return asked instanceof Set && asked.has(offered);
	return isListed(match.test, asked, offered);
}

function hasOffset(offsets: OffsetSet, offset: number): boolean {
	if (isList(offsets)) return offsets.includes(offset);
	const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = offsets;
	return from <= offset && offset <= to;
}

function isList(offsets: OffsetSet): offsets is readonly number[] {
	return Array.isArray(offsets);
}

function isListed(table: Table, asked: Value, offered: Value): boolean {
	return table.some((entry) => sameValue(entry.query, asked) && entry.keys.some((key) => sameValue(key, offered)));
}

/** Makes one value of the selected ones; `selected` is in position order. */
function combine(head: Head, source: readonly Value[], query: number, selected: readonly number[]): Value {
	const { combine } = head;
	if (combine === 'mean' || combine === 'sum') {
		const numbers = selected.map((key) => source[key]).filter((value) => typeof value === 'number');
		if (numbers.length === 0) return whenEmpty(head, source);
		const sum = numbers.reduce((total, each) => total + each, 0);
		return combine === 'sum' ? sum : sum / numbers.length;
	}
	if (selected.length === 0) return whenEmpty(head, source);
	if (combine === 'only') return selected.length === 1 ? source[selected[0] ?? 0] : undefined;
	return source[pick(combine.pick, selected, query)];
}

function whenEmpty({ empty }: Head, source: readonly Value[]): Value {
	if (empty === 'undefined') return undefined;
	return 'constant' in empty ? empty.constant : source[empty.position];
}

/** The picked position. The nearest is never the query's own position while there is another, and the earlier of two equally near ones. */
function pick(how: 'first' | 'last' | 'nearest', selected: readonly number[], query: number): number {
	if (how === 'first') return Math.min(...selected);
	if (how === 'last') return Math.max(...selected);
	const distance = (key: number) => (key === query ? Number.POSITIVE_INFINITY : Math.abs(key - query));
	return selected.reduce((best, key) => (distance(key) < distance(best) ? key : best));
}
