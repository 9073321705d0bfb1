import { certificateLines } from './certificate-text.js';
import type { Colours } from './colours.js';
import { counted, grouped } from './counted.js';
import type { ModelSummary, StageSummary, UpdateSummary } from './model-summary.js';

/** How many parts are listed before the rest is only summed up. */
const MOST_PARTS = 12;

/** What a certificate in a folder does not say. */
const AS_COMPILED = 'as written when it was compiled: weights that were changed since are not noticed here, but by alta verify';

/**
 * A model, for people.
 *
 * @param isStored whether the weights were read from a folder, where they can have been changed since they were compiled.
 */
export function drawSummary(summary: ModelSummary, colours: Colours, isStored: boolean = false): string {
	const { strong, dim } = colours;
	return [
		strong(summary.name),
		`  width ${summary.dModel}, ${counted(summary.hidden, 'hidden unit')}, ${counted(summary.rows, 'table row')}`,
		`  ${grouped(summary.parameters)} parameters, ${grouped(summary.nonzeros)} not zero, ${grouped(summary.bytes)} bytes`,
		...certificateLines(summary.certificate, colours).map((line) => `  ${line}`),
		...(isStored && summary.certificate !== null ? [dim(`    ${AS_COMPILED}`)] : []),
		'',
		...summary.stages.flatMap((stage, index) => [
			`${strong(`stage ${index}`)}, ${passesText(stage)}`,
			...stage.layers.flatMap(({ name, heads, updates, hidden }) => [
				`  ${name}`,
				`    heads    ${heads.length === 0 ? 'none' : heads.join(', ')}`,
				`    updates  ${updates.length === 0 ? 'none' : updates.map(updateText).join(', ')}`,
				`    MLP      ${hiddenText(hidden)}`,
			]),
		]),
		'',
		strong('layout') + dim(': coordinates of the residual stream, one for each value where a variable is categorical'),
		...table(
			summary.variables.map(({ name, also = [], kind, start, width }) => [
				width === 1 ? String(start) : `${start}–${start + width - 1}`,
				[name, ...also].join(' = '),
				kind,
			]),
		),
		'',
		strong('non-zero weights by what they come from'),
		...table(shortened(summary.parts).map(({ part, nonzeros }) => [grouped(nonzeros), part])).map((line) => dim(line)),
		'',
	].join('\n');
}

function passesText({ repeat, atMost }: StageSummary): string {
	if (repeat !== 'until') return counted(repeat, 'time');
	if (atMost === undefined) return 'until it halts';
	return atMost === 1 ? '1 time, then it tests whether it has halted' : `until it halts, at most ${counted(atMost, 'time')}`;
}

/** The sizes of hidden layers. */
function hiddenText([first, ...more]: readonly number[]): string {
	if (first === undefined) return 'none';
	return more.length === 0 ? counted(first, 'hidden unit') : `${[first, ...more].map(grouped).join(' + ')} hidden units`;
}

function updateText({ writes, rows }: UpdateSummary): string {
	return rows === 0 ? writes : `${writes} (${counted(rows, 'row')})`;
}

function shortened(parts: ModelSummary['parts']): ModelSummary['parts'] {
	if (parts.length <= MOST_PARTS) return parts;
	const rest = parts.slice(MOST_PARTS - 1);
	return [...parts.slice(0, MOST_PARTS - 1), { part: `${rest.length} more`, nonzeros: rest.reduce((sum, each) => sum + each.nonzeros, 0) }];
}

function table(rows: readonly (readonly string[])[]): string[] {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	return rows.map((row) =>
		`  ${row.map((cell, column) => (column === 0 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ')}`.trimEnd(),
	);
}
