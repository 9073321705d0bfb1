import type { Head, Match, OffsetSet, Value, VariableMatch } from '@alta-ts/core';
import { type PositionNames, selectsAtMostOne } from '../attention/selects-at-most-one.js';
import type { Cell } from './reachable-cell.js';

/** What a head can give, given what variables can hold. */
export interface HeadResult {
	/** Whether it can give what the variable it reads holds. */
	readonly handsOn: boolean;
	/** Whether it can give numbers it computes. */
	readonly anyNumber: boolean;
	/** What it can give besides. */
	readonly values: readonly Value[];
}

/** Bounds what a head can give, from what variables could hold before a step of the analysis. */
export function headResult(positions: PositionNames, head: Head, cellOf: (name: string) => Cell, step: number): HeadResult {
	const source = cellOf(head.value);
	const computes = head.combine === 'mean' || head.combine === 'sum';
	const selects = head.where.every((match) => 'offsets' in match || someMatch(match, cellOf, step));
	const skipsAll = computes && source.hasUndefined(step);
	const finds = !skipsAll && head.where.every((match) => selectsItself(match, cellOf, step));
	const several = head.combine === 'only' && selects && !selectsAtMostOne(positions, head);
	const empty = finds ? [] : emptyValues(head);
	const readsPosition = !finds && typeof head.empty === 'object' && 'position' in head.empty;
	return {
		handsOn: (selects && !computes) || readsPosition,
		anyNumber: selects && computes,
		values: several ? [...empty, undefined] : empty,
	};
}

/** What a head that selects nothing can give, but for what it reads elsewhere: no input is certain to have a position but the first. */
function emptyValues({ empty }: Head): readonly Value[] {
	if (empty === 'undefined') return [undefined];
	if ('constant' in empty) return [empty.constant];
	return empty.position === 0 ? [] : [undefined];
}

/** Whether a match can hold for some values of query and key. */
function someMatch(match: VariableMatch, cellOf: (name: string) => Cell, step: number): boolean {
	const keys = cellOf(match.key).values(step);
	return cellOf(match.query)
		.values(step)
		.some((asked) => keys.some((offered) => holds(match, asked, offered)));
}

/** Whether a match always holds between a position and itself. */
function selectsItself(match: Match, cellOf: (name: string) => Cell, step: number): boolean {
	if ('offsets' in match) return includesZero(match.offsets);
	const [query, key] = [cellOf(match.query), cellOf(match.key)];
	if (query.hasUndefined(step) || key.hasUndefined(step)) return false;
	const asked = query.values(step);
	if (query === key) return asked.every((value) => holds(match, value, value));
	const offered = key.values(step);
	return asked.every((value) => offered.every((other) => holds(match, value, other)));
}

function includesZero(offsets: OffsetSet): boolean {
	if ('length' in offsets) return offsets.includes(0);
	return (offsets.from ?? 0) <= 0 && (offsets.to ?? 0) >= 0;
}

function holds({ test }: VariableMatch, asked: Value, offered: Value): boolean {
	if (asked === undefined || offered === undefined || typeof offered === 'object') return false;
	if (test === 'equal') return asked === offered;
	if (test === 'member') return typeof asked === 'object' && asked.has(offered);
	return test.some((entry) => entry.query === asked && entry.keys.includes(offered));
}
