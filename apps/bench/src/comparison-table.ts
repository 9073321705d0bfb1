import type { Compared, Entry, Ratio } from './comparison/comparison.js';
import { quantityText, spreadText } from './quantity-text.js';

/** A table of ratios: a row for each comparison, a column for each engine. */
export interface ComparisonTable {
	/** The backend of ours that all others are measured against. */
	readonly ours: string;
	/** The comparison, the engines, and the recorded time. */
	readonly header: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

/** How many times as long as one of our backends every other engine took that was measured at all, with the quartiles where they say more. */
export function comparisonTable(comparisons: readonly Compared[]): ComparisonTable | undefined {
	const ours = comparisons.flatMap(({ ratios }) => ratios.map((ratio) => ratio.ours))[0];
	if (ours === undefined) return undefined;
	const others = enginesOf(comparisons).filter((each) => each !== ours && comparisons.some(isMeasured(each)));
	const rows = comparisons.map(({ name, entries, ratios, recorded }) => [
		name,
		...others.map((engine) =>
			cell(
				entries.find((entry) => entry.engine === engine),
				ratios.find((ratio) => ratio.ours === ours && ratio.other === engine),
			),
		),
		recorded === undefined ? '' : quantityText('time', recorded),
	]);
	return { ours, header: ['', ...others, 'recorded'], rows };
}

/** All engines that took part, in order. */
export function enginesOf(comparisons: readonly Compared[]): readonly string[] {
	return [...new Set(comparisons.flatMap(({ entries }) => entries.map(({ engine }) => engine)))];
}

function isMeasured(engine: string): (comparison: Compared) => boolean {
	return ({ entries }) => entries.some((entry) => entry.engine === engine && entry.status === 'measured');
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

function cell(entry: Entry | undefined, ratio: Ratio | undefined): string {
	if (ratio !== undefined) return spreadText(ratio.ratio, ratio.spread);
	return entry === undefined || entry.status === 'measured' ? '' : entry.status;
}
