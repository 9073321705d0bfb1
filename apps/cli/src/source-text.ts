import type { Span } from '@alta-ts/core';
import type { RowRange, Source } from '@alta-ts/model';

/** The texts that programs were read from, by name. */
export type SourceTexts = ReadonlyMap<string, string>;

/**
 * What put a weight where it is: the part of the program, and for a rule its conditions, the rows it stands for, and the line these begin at.
 *
 * @param all whether no list of rows is cut.
 */
export function sourceText({ path, rule, span }: Source, texts: SourceTexts, all: boolean): string {
	if (rule === undefined) return path.join(' › ');
	const line = span === undefined ? [] : [lineText(span, texts)];
	const places = [...rowsTexts(rule.rows, all), ...line];
	return `${path.at(-1) ?? ''}${places.length === 0 ? '' : ` (${places.join('; ')})`}`;
}

/** So many ranges of rows of an update are listed. */
const SHOWN = 4;

/** Rows by update: `update 0, rows 0–3, 7–11, … 6 ranges`. */
function rowsTexts(ranges: readonly RowRange[], all: boolean): readonly string[] {
	const updates = [...new Set(ranges.map(({ update }) => update))];
	return updates.map((update) => {
		const own = ranges.filter((range) => range.update === update);
		const shown = all || own.length <= SHOWN + 1 ? own : own.slice(0, SHOWN);
		const list = shown.map(({ first, last }) => (first === last ? String(first) : `${first}–${last}`)).join(', ');
		const isOne = own.length === 1 && own[0]?.first === own[0]?.last;
		return `update ${update}, ${isOne ? 'row' : 'rows'} ${list}${shown === own ? '' : `, … ${own.length} ranges`}`;
	});
}

/** The line at which a span begins, such as `program.json:12`; its source alone where the text is not at hand. */
export function lineText({ source, from }: Span, texts: SourceTexts): string {
	const text = texts.get(source);
	return text === undefined ? source : `${source}:${text.slice(0, from).split('\n').length}`;
}
