import type { Value } from '@alta-ts/core';
import type { Colours } from './colours.js';
import type { Section, TraceRow } from './trace-sections.js';
import { valueText } from './value-text.js';

/** How a table of a trace is drawn. */
export interface TableStyle {
	/** How many characters a line may have; positions that do not fit are continued below. */
	readonly width: number;
	readonly colours: Colours;
}

/** Stands before a value that a layer changed, so that it shows without colour too. */
export const CHANGED_MARK = '*';

/** Stands between a number and the one that tables see in its place. */
export const SEEN_MARK = '≈';

const GAP = 1;

const LEAST_WIDTH = 2;

/** Positions `from` up to `to` that fit side by side. */
interface Range {
	readonly from: number;
	readonly to: number;
}

/** Draws sections of a trace as tables, variables down and positions across. All tables have the same columns. */
export function drawSections(sections: readonly Section[], length: number, style: TableStyle): string {
	const label = 2 + Math.max(0, ...sections.flatMap((section) => section.rows.map((row) => row.name.length)));
	const widths = columnWidths(sections, length);
	const ranges = splitPositions(widths, style.width - label);
	return sections.map((section) => drawSection(section, { label, widths, ranges, style })).join('\n');
}

interface Grid {
	readonly label: number;
	readonly widths: readonly number[];
	readonly ranges: readonly Range[];
	readonly style: TableStyle;
}

function drawSection(section: Section, grid: Grid): string {
	const { strong, dim } = grid.style.colours;
	const lines: string[] = [];
	const shown = shownRanges(section, grid.ranges);
	const [first] = shown;
	if (first === undefined) lines.push(strong(section.title), ...section.rows.map((row) => drawFolded(row, grid)));
	for (const range of shown) {
		lines.push(...rangeHeader(range === first ? section.title : '', range, grid));
		for (const row of section.rows) {
			if (!isFolded(row)) lines.push(drawRow(row, range, grid));
			else if (range === first) lines.push(drawFolded(row, grid));
		}
	}
	const still = stillPositions(shown, grid.ranges);
	if (still !== '') lines.push(dim(`  no change at ${still}`));
	if (section.unchanged === 'all') lines.push(dim('  no variable changes'));
	else if (section.unchanged.length > 0) lines.push(dim(`  unchanged: ${section.unchanged.join(', ')}`));
	return `${lines.join('\n')}\n`;
}

/** Where positions are continued below, a layer shows only those of these lines in which it changes something; the start shows all. */
function shownRanges({ rows }: Section, ranges: readonly Range[]): readonly Range[] {
	const spread = rows.filter((row) => !isFolded(row));
	if (spread.length === 0) return [];
	const busy = ranges.filter(({ from, to }) => spread.some((row) => row.changed.slice(from, to).includes(true)));
	return busy.length === 0 ? ranges : busy;
}

/** The positions of the ranges that are not shown, as text: `21–45`. */
function stillPositions(shown: readonly Range[], ranges: readonly Range[]): string {
	if (shown.length === 0) return '';
	const still: { from: number; to: number }[] = [];
	for (const { from, to } of ranges.filter((range) => !shown.includes(range))) {
		const last = still.at(-1);
		if (last?.to === from) last.to = to;
		else still.push({ from, to });
	}
	return still.map(({ from, to }) => (to - from === 1 ? String(from) : `${from}–${to - 1}`)).join(', ');
}

/** Title and position numbers; on lines of their own where the title is too long to stand beside them. */
function rangeHeader(title: string, range: Range, { label, widths, style }: Grid): string[] {
	const { strong, dim } = style.colours;
	const numbers = dim(cells(range, widths, (position) => String(position)));
	if (title.length <= label) return [`${strong(title)}${' '.repeat(label - title.length)}${numbers}`];
	return [strong(title), `${' '.repeat(label)}${numbers}`];
}

function drawRow(row: TraceRow, range: Range, { label, widths, style }: Grid): string {
	const values = cells(
		range,
		widths,
		(position) => cellText(row, position),
		(text, position) => paint(text, row, position, style.colours),
	);
	return `${drawName(row, label, style.colours)}${values}`;
}

function drawFolded(row: TraceRow, { label, style }: Grid): string {
	return `${drawName(row, label, style.colours)} ${paint(cellText(row, 0), row, 0, style.colours)} ${style.colours.dim('everywhere')}`;
}

function drawName(row: TraceRow, label: number, colours: Colours): string {
	const name = `  ${row.name}`.padEnd(label);
	return row.kind === 'head' ? colours.cyan(name) : name;
}

function paint(text: string, row: TraceRow, position: number, colours: Colours): string {
	if (row.changed[position] === true) return colours.yellow(text);
	const value = row.values[position];
	return value === undefined || value === false ? colours.dim(text) : text;
}

/** A row that holds one value at all of several positions, changed everywhere or nowhere, needs to be told only once. */
function isFolded(row: TraceRow): boolean {
	const { values, changed } = row;
	if (values.length < 2) return false;
	return values.every((_, position) => shownText(row, position) === shownText(row, 0)) && changed.every((each) => each === changed[0]);
}

function cells(
	range: Range,
	widths: readonly number[],
	text: (position: number) => string,
	decorate = (cell: string, _position: number) => cell,
): string {
	let line = '';
	for (let position = range.from; position < range.to; position++) {
		const cell = text(position);
		line += ' '.repeat(Math.max(0, (widths[position] ?? 0) + GAP - cell.length)) + decorate(cell, position);
	}
	return line;
}

function cellText(row: TraceRow, position: number): string {
	return (row.changed[position] === true ? CHANGED_MARK : '') + shownText(row, position);
}

/** The value, and after it the number that tables see in its place, where that reads differently. */
function shownText({ values, seen }: TraceRow, position: number): string {
	const text = shortText(values[position]);
	const other = seen === undefined ? text : shortText(seen[position]);
	return other === text ? text : `${text}${SEEN_MARK}${other}`;
}

/** Numbers with at most six digits and truth values as one letter: a table is for reading. */
function shortText(value: Value): string {
	if (typeof value === 'boolean') return value ? 'T' : 'F';
	if (typeof value === 'number' && !Number.isInteger(value)) return String(Number(value.toPrecision(6)));
	return valueText(value);
}

/** Rows that change somewhere keep room for the mark everywhere, so that columns are evenly spaced. */
function columnWidths(sections: readonly Section[], length: number): readonly number[] {
	const rows = sections.flatMap((section) => section.rows).filter((row) => !isFolded(row));
	const changing = new Set(rows.filter((row) => row.changed.includes(true)).map((row) => row.name));
	const widthOf = (row: TraceRow, position: number): number =>
		shownText(row, position).length + (changing.has(row.name) ? CHANGED_MARK.length : 0);
	return Array.from({ length }, (_, position) =>
		Math.max(LEAST_WIDTH, String(position).length, ...rows.map((row) => widthOf(row, position))),
	);
}

function splitPositions(widths: readonly number[], room: number): readonly Range[] {
	const ranges: Range[] = [];
	let from = 0;
	let used = 0;
	for (const [position, width] of widths.entries()) {
		if (position > from && used + width + GAP > room) {
			ranges.push({ from, to: position });
			from = position;
			used = 0;
		}
		used += width + GAP;
	}
	return [...ranges, { from, to: widths.length }];
}
