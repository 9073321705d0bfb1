import { type Block, ROW, rectangle, textAt, widthOf } from './block.js';

/** A row of a table: what it is, what it is called, and its cells. */
export interface TableRow {
	readonly mark: string;
	readonly name: string;
	readonly cells: readonly string[];
	/** Said when the mouse is over the name. */
	readonly note?: string;
}

/** Where the columns of a table are, so that lines can be drawn to them. */
export interface Table extends Block {
	/** The middle of each column. */
	readonly columns: readonly number[];
}

/**
 * Rows of values with their names before them.
 *
 * @param nameWidth the least room that names get.
 */
export function table(rows: readonly TableRow[], cellWidth: number, nameWidth = 0): Table {
	const marks = Math.max(0, ...rows.map(({ mark }) => widthOf(mark)));
	const names = Math.max(nameWidth, ...rows.map(({ name }) => widthOf(name)));
	const left = marks + names + 20;
	const length = Math.max(0, ...rows.map(({ cells }) => cells.length));
	const columns = Array.from({ length }, (_, column) => left + (column + 0.5) * cellWidth);
	const svg = rows.map((row, index) => {
		const y = index * ROW;
		const cells = row.cells.map(
			(cell, column) =>
				rectangle(left + column * cellWidth, y, cellWidth, ROW, 'cell', `${row.name} at ${column}: ${cell}`) +
				textAt(columns[column] ?? 0, y + ROW / 2, cell, '', 'middle'),
		);
		const note = row.note === undefined ? '' : textAt(left + length * cellWidth + 8, y + ROW / 2, row.note, 'mark');
		return textAt(0, y + ROW / 2, row.mark, 'mark') + textAt(marks + 10, y + ROW / 2, row.name) + cells.join('') + note;
	});
	const notes = Math.max(0, ...rows.map(({ note }) => (note === undefined ? 0 : widthOf(note) + 12)));
	return { svg: svg.join(''), width: left + length * cellWidth + notes, height: rows.length * ROW, columns };
}

/** The width of cells that hold these texts. */
export function cellWidthFor(texts: readonly string[]): number {
	return Math.max(ROW, ...texts.map((text) => widthOf(text) + 10));
}
