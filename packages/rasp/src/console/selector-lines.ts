import { textWidth } from '../session/text-width.js';

/**
 * A selector as a square: a row for each query, a column for each key. Neighbouring rows that select all, or nothing, are one line, and so
 * are all rows where they are the same.
 *
 * @param labels the tokens of the input.
 * @param rows a text of 0 and 1 for each query.
 */
export function selectorLines(labels: readonly string[], rows: readonly string[]): readonly string[] {
	const groups = grouped(rows);
	const heads = groups.map(({ from, to }) => headOf(labels, from, to));
	const left = Math.max(...heads.map(textWidth));
	const cell = Math.max(...labels.map(textWidth));
	if (groups.every(({ row }) => isConstant(row))) return groups.map(({ row }, at) => `${padded(heads[at] ?? '', left)} | ${inWords(row)}`);
	return [
		`${' '.repeat(left)}   ${labels.map((label) => padded(label, cell)).join(' ')}`.trimEnd(),
		...groups.map(({ row }, at) => {
			const cells = [...row].map((each) => padded(each === '1' ? '■' : '·', cell)).join(' ');
			return `${padded(heads[at] ?? '', left)} | ${isConstant(row) ? inWords(row) : cells}`;
		}),
	];
}

interface Group {
	readonly from: number;
	to: number;
	readonly row: string;
}

/** Rows that are shown as one: those of all or nothing that follow each other, and all rows where they are the same. */
function grouped(rows: readonly string[]): readonly Group[] {
	const groups: Group[] = [];
	const isSame = rows.every((row) => row === rows[0]);
	for (const [at, row] of rows.entries()) {
		const last = groups.at(-1);
		if (last !== undefined && last.row === row && (isSame || isConstant(row))) last.to = at;
		else groups.push({ from: at, to: at, row });
	}
	return groups;
}

function headOf(labels: readonly string[], from: number, to: number): string {
	if (from === 0 && to === labels.length - 1 && to > 0) return 'every query';
	if (to - from < 3) return labels.slice(from, to + 1).join(' ');
	return `${labels[from] ?? ''} … ${labels[to] ?? ''} (${to - from + 1})`;
}

function isConstant(row: string): boolean {
	return !row.includes('0') || !row.includes('1');
}

function inWords(row: string): string {
	return row.includes('1') ? 'all' : 'none';
}

function padded(text: string, width: number): string {
	return ' '.repeat(Math.max(0, width - textWidth(text))) + text;
}
