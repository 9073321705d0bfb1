import { benchmarkTable, WORDS } from './benchmark-table.js';
import type { Compared } from './comparison/comparison.js';
import { comparisonTable, oursOf, rowsOf, timeText, unmeasured } from './comparison-table.js';
import { markdownList, markdownTable } from './markdown.js';
import { quantityText, spreadText } from './quantity-text.js';
import type { Report } from './report.js';
import { BENCHMARKS, groupsOf, howToRead, meaning, measuredWhere } from './report-words.js';

/** A report for a terminal. */
export function printTable(report: Report): string {
	const blocks: string[] = [];
	for (const { title, comparisons } of groupsOf(report)) {
		const ours = oursOf(comparisons);
		blocks.push(ours === undefined ? title : `${title}: ${meaning(ours, comparisons)}`);
		blocks.push(...comparisons.map((comparison) => printComparison(comparison, ours)));
	}
	if (report.benchmarks.length > 0) {
		const notes = report.benchmarks.map(({ name, task, peer }) => `${name}\n  ${task}.\n  Peer: ${peer}.`);
		blocks.push(columns(benchmarkTable(report.benchmarks), WORDS), notes.join('\n'));
	}
	return `${[...blocks, [measuredWhere(report), ...howToRead(report.comparisons, report.benchmarks)].join('\n').replaceAll('*', '')].join('\n\n')}\n`;
}

/** A line for every engine, with its ratio and its time, or why it has none. */
function printComparison(comparison: Compared, ours: string | undefined): string {
	const { name, task, recorded } = comparison;
	const lines = rowsOf(comparison, ours).map(({ engine, entry, ratio }) => [
		`  ${engine}`,
		ratio === undefined ? '' : spreadText(ratio),
		entry.status === 'measured' ? timeText(entry) : '',
		entry.status === 'measured' ? '' : `${entry.status}, ${entry.reason}`,
	]);
	const more = recorded === undefined ? [] : [['  recorded', '', quantityText('time', recorded), '']];
	return `${name}: ${task}.\n${columns([...lines, ...more], 1, 1)}`;
}

/** A report as a document. */
export function printMarkdown(report: Report): string {
	const parts = [
		'# Benchmarks',
		`Printed by \`${report.command}\`${report.quick ? ' (a **quick** run: rough figures)' : ''}, with [plots](benchmarks.html) and [all figures](benchmarks.json) of the same run. ${measuredWhere({ ...report, quick: false })}`,
		...howToRead(report.comparisons, report.benchmarks),
	];
	for (const { title, comparisons } of groupsOf(report)) {
		const table = comparisonTable(comparisons, '<br>');
		parts.push(`## ${title}`);
		if (table !== undefined) parts.push(meaning(table.ours, comparisons), markdownTable([table.header, ...table.rows], 1));
		parts.push(markdownList(comparisons.map(({ name, task }) => `**${name}**: ${task}.`)));
		const missing = unmeasured(comparisons);
		if (missing.length > 0) parts.push('Not measured:', markdownList(missing));
	}
	if (report.benchmarks.length > 0) {
		const notes = report.benchmarks.map(({ name, task, peer }) => `**${name}**: ${task}. Peer: ${peer}.`);
		parts.push(`## ${BENCHMARKS}`, 'Each beside a naive peer that does the same.');
		parts.push(markdownTable(benchmarkTable(report.benchmarks), WORDS), markdownList(notes));
	}
	parts.push('Where something computes answers, they are compared with the right ones before a figure is printed.');
	return `${parts.join('\n\n')}\n`;
}

/** Rows of words in columns, of which the first few and the last few are aligned to the left. */
function columns(rows: readonly (readonly string[])[], words: number, wordsAtEnd = 0): string {
	const count = rows[0]?.length ?? 0;
	const widths = Array.from({ length: count }, (_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	const isWord = (column: number): boolean => column < words || column >= count - wordsAtEnd;
	const line = (row: readonly string[]): string =>
		row.map((text, column) => (isWord(column) ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0))).join('  ');
	return rows.map((row) => line(row).trimEnd()).join('\n');
}
