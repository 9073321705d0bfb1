import type { Compared } from './comparison/comparison.js';
import { comparisonTable, unmeasured } from './comparison-table.js';
import { quantityText, spreadText } from './quantity-text.js';
import type { Report } from './report.js';
import { GROUPS, meaning, measuredWhere, RECORDED } from './report-words.js';

const HEADER = ['benchmark', 'quantity', 'alta-ts', 'naive peer', 'peer ÷ alta-ts', 'recorded'] as const;

/** A report for a terminal. */
export function printTable(report: Report): string {
	const blocks: string[] = [];
	for (const { title, comparisons } of groupsOf(report)) {
		const table = comparisonTable(comparisons);
		if (table !== undefined) blocks.push(`${title}: ${meaning(table.ours)}\n\n${columns([table.header, ...table.rows], 1)}`);
		blocks.push(comparisons.map(({ name, task }) => `${name}\n  ${task}.`).join('\n'), unmeasured(comparisons).join('\n'));
	}
	if (report.benchmarks.length > 0) {
		const notes = report.benchmarks.map(({ name, task, peer }) => `${name}\n  ${task}.\n  Peer: ${peer}.`);
		blocks.push(columns([HEADER, ...cells(report)], 2), notes.join('\n'));
	}
	return `${[...blocks, `${measuredWhere(report)} ${RECORDED}`.replaceAll('*', '')].filter((block) => block !== '').join('\n\n')}\n`;
}

/** A report as a document. */
export function printMarkdown(report: Report): string {
	const parts = [
		'# Benchmarks',
		`Printed by \`npm run bench -- --write docs\`, with [plots](benchmarks.html) and [all figures](benchmarks.json) of the same run. ${measuredWhere(report)}`,
		RECORDED,
	];
	for (const { title, comparisons } of groupsOf(report)) {
		const table = comparisonTable(comparisons);
		parts.push(`## ${title}`);
		if (table !== undefined) parts.push(meaning(table.ours), markdownTable([table.header, ...table.rows], 1));
		parts.push(list(comparisons.map(({ name, task }) => `**${name}**: ${task}.`)));
		const missing = unmeasured(comparisons);
		if (missing.length > 0) parts.push('Not measured:', list(missing));
	}
	if (report.benchmarks.length > 0) {
		const notes = report.benchmarks.map(({ name, task, peer }) => `**${name}**: ${task}. Peer: ${peer}.`);
		parts.push('## Language and compiler', 'Each beside a naive peer that does the same.');
		parts.push(markdownTable([HEADER, ...cells(report)], 2), list(notes));
	}
	parts.push('Where something computes answers, they are compared with the right ones before a figure is printed.');
	return `${parts.join('\n\n')}\n`;
}

function groupsOf({ comparisons }: Report): readonly { readonly title: string; readonly comparisons: readonly Compared[] }[] {
	return GROUPS.map(({ group, title }) => ({ title, comparisons: comparisons.filter((each) => each.group === group) })).filter(
		(each) => each.comparisons.length > 0,
	);
}

function cells({ benchmarks }: Report): readonly (readonly string[])[] {
	return benchmarks.flatMap(({ name, figures }) =>
		figures.map(({ quantity, ours, peer, ratio, ratioSpread = [ratio, ratio], recorded }) => [
			name,
			quantity,
			quantityText(quantity, ours),
			quantityText(quantity, peer),
			spreadText(ratio, ratioSpread),
			recorded === undefined ? '' : quantityText(quantity, recorded),
		]),
	);
}

/** Rows of words in columns, of which the first few are aligned to the left. */
function columns(rows: readonly (readonly string[])[], words: number): string {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	const line = (row: readonly string[]): string =>
		row.map((text, column) => (column < words ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0))).join('  ');
	return rows.map((row) => line(row).trimEnd()).join('\n');
}

function markdownTable([header = [], ...rows]: readonly (readonly string[])[], words: number): string {
	const rule = header.map((_, column) => (column < words ? '---' : '--:'));
	return [header, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function list(items: readonly string[]): string {
	return items.map((item) => `- ${item}`).join('\n');
}
