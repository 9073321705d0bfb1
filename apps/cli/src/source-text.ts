import type { Span } from '@alta-ts/core';
import type { Source } from '@alta-ts/model';

/** The texts that programs were read from, by name. */
export type SourceTexts = ReadonlyMap<string, string>;

/** What put a weight where it is: the part of the program, and for a rule its conditions, the rows it stands for, and the line these begin at. */
export function sourceText({ path, rule, span }: Source, texts: SourceTexts): string {
	if (rule === undefined) return path.join(' › ');
	const rows = rule.rows.map(({ update, first, last }) => `update ${update}, ${first === last ? `row ${first}` : `rows ${first}–${last}`}`);
	const line = span === undefined ? [] : [lineText(span, texts)];
	const places = [...rows, ...line];
	return `${path.at(-1) ?? ''}${places.length === 0 ? '' : ` (${places.join('; ')})`}`;
}

/** The line at which a span begins, such as `program.json:12`; its source alone where the text is not at hand. */
export function lineText({ source, from }: Span, texts: SourceTexts): string {
	const text = texts.get(source);
	return text === undefined ? source : `${source}:${text.slice(0, from).split('\n').length}`;
}
