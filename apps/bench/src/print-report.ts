import { quantityText, ratioText } from './quantity-text.js';
import type { Report } from './report.js';

const HEADER = ['benchmark', 'quantity', 'alta-ts', 'naive peer', 'peer ÷ alta-ts', 'recorded'] as const;

const LEGEND =
	'Recorded: the reference implementation of the paper (of ALTA, Tracr or RASP), in Python with numpy on one thread of another machine. ' +
	'Only the ratio to the peer, which ran on the same machine in the same run, says something about speed.';

/** A report as a table for a terminal. */
export function printTable(report: Report): string {
	const rows = [HEADER, ...cells(report)];
	const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	const lines = rows.map((row) =>
		row
			.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
			.join('  ')
			.trimEnd(),
	);
	const notes = report.benchmarks.map(({ name, task, peer }) => `${name}\n  ${task}.\n  Peer: ${peer}.`);
	return `${lines.join('\n')}\n\n${notes.join('\n')}\n\n${machine(report)} ${LEGEND}\n`;
}

/** A report as a document. */
export function printMarkdown(report: Report): string {
	const rows = [HEADER, ['---', '---', '--:', '--:', '--:', '--:'], ...cells(report)];
	const notes = report.benchmarks.map(({ name, task, peer }) => `- **${name}**: ${task}. Peer: ${peer}.`);
	return [
		'# Benchmarks',
		`Printed by \`npm run bench -- --markdown\`. ${machine(report)} ${LEGEND}`,
		rows.map((row) => `| ${row.join(' | ')} |`).join('\n'),
		'What is measured:',
		notes.join('\n'),
		'Where a benchmark computes answers, those of both are compared with the right ones before a figure is printed.',
	]
		.join('\n\n')
		.concat('\n');
}

function cells({ benchmarks }: Report): readonly (readonly string[])[] {
	return benchmarks.flatMap(({ name, figures }) =>
		figures.map(({ quantity, ours, peer, ratio, recorded }) => [
			name,
			quantity,
			quantityText(quantity, ours),
			quantityText(quantity, peer),
			ratioText(ratio),
			recorded === undefined ? '' : quantityText(quantity, recorded),
		]),
	);
}

function machine({ date, node, cores, platform, load }: Report): string {
	return `Measured on ${date} with Node ${node} on ${platform}, ${cores} cores, at a load of ${load} by other work when it began.`;
}
