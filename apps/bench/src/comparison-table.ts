import type { Compared, Entry, Ratio } from './comparison/comparison.js';
import { quantityText, ratioText } from './quantity-text.js';

/** A table of ratios: a row for each comparison, a column for each engine. */
export interface ComparisonTable {
	/** The backend of ours that all others are measured against. */
	readonly ours: string;
	/** The comparison, the engines, and the recorded time. */
	readonly header: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

/** How many times as long as one of our backends every other engine took, with the quartiles where they say more. */
export function comparisonTable(comparisons: readonly Compared[]): ComparisonTable | undefined {
	const ours = comparisons.flatMap(({ ratios }) => ratios.map((ratio) => ratio.ours))[0];
	if (ours === undefined) return undefined;
	const others = [...new Set(comparisons.flatMap(({ entries }) => entries.map(({ engine }) => engine)))].filter((each) => each !== ours);
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
	if (ratio !== undefined) return spreadText(ratio);
	return entry === undefined || entry.status === 'measured' ? '' : entry.status;
}

function spreadText({ ratio, spread: [low, high] }: Ratio): string {
	const [text, from, to] = [ratio, low, high].map(ratioText);
	return from === to ? `${text}` : `${text} (${from?.slice(0, -1)}–${to?.slice(0, -1)})`;
}
