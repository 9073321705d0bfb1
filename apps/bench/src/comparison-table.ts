import type { Compared, Entry, Ratio } from './comparison/comparison.js';
import { quantityText, spreadText } from './quantity-text.js';

/** How an engine fared beside one of our backends. */
export interface Row {
	readonly engine: string;
	readonly entry: Entry;
	/** Absent for our backend itself, and where it or the engine was not measured. */
	readonly ratio?: Ratio;
}

/** The backend of ours that all others are measured against: the first one that was measured. */
export function oursOf(comparisons: readonly Compared[]): string | undefined {
	return comparisons.flatMap(({ ratios }) => ratios.map((ratio) => ratio.ours))[0];
}

/** A row for every engine of a comparison. */
export function rowsOf({ entries, ratios }: Compared, ours: string | undefined): readonly Row[] {
	return entries.map((entry) => {
		const ratio = ratios.find((each) => each.ours === ours && each.other === entry.engine);
		return { engine: entry.engine, entry, ...(ratio === undefined ? {} : { ratio }) };
	});
}

/** A time, or why there is none: `not run`. */
export function timeText(entry: Entry): string {
	return entry.status === 'measured' ? quantityText('time', entry.milliseconds) : entry.status;
}

/** A table of ratios and times: a row for each comparison, a column for each engine that was measured at all. */
export interface ComparisonTable {
	/** The backend of ours that all others are measured against. */
	readonly ours: string;
	/** The comparison, the engines, and the recorded time where there is one. */
	readonly header: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

/**
 * How many times as long as one of our backends every other engine took, and how long; undefined where none of ours was measured beside others.
 *
 * @param lineBreak what stands between a ratio and a time
 */
export function comparisonTable(comparisons: readonly Compared[], lineBreak: string): ComparisonTable | undefined {
	const ours = oursOf(comparisons);
	if (ours === undefined) return undefined;
	const engines = [...new Set(comparisons.flatMap(({ entries }) => entries.filter(isMeasured).map(({ engine }) => engine)))];
	const recordedColumn = comparisons.some(({ recorded }) => recorded !== undefined);
	const lines = comparisons.map((comparison) => {
		const rows = rowsOf(comparison, ours);
		const cells = engines.map((engine) =>
			cell(
				rows.find((row) => row.engine === engine),
				lineBreak,
			),
		);
		return [comparison.name, ...cells, ...(recordedColumn ? [recordedText(comparison)] : [])];
	});
	return { ours, header: ['', ...engines, ...(recordedColumn ? ['recorded'] : [])], rows: lines };
}

function cell(row: Row | undefined, lineBreak: string): string {
	if (row === undefined) return '';
	return [...(row.ratio === undefined ? [] : [spreadText(row.ratio)]), timeText(row.entry)].join(lineBreak);
}

function recordedText({ recorded }: Compared): string {
	return recorded === undefined ? '' : quantityText('time', recorded);
}

function isMeasured({ status }: Entry): boolean {
	return status === 'measured';
}

/** What was not measured, and why: one sentence for each engine and reason. */
export function unmeasured(comparisons: readonly Compared[]): readonly string[] {
	const names = new Map<string, string[]>();
	for (const { name, entries } of comparisons) {
		for (const entry of entries) {
			if (entry.status === 'measured') continue;
			const what = `${entry.engine}: ${entry.status}, ${entry.reason}`;
			names.set(what, [...(names.get(what) ?? []), name]);
		}
	}
	return [...names].map(([what, where]) => `${what} (${where.join(', ')})`);
}
