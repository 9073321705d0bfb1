import type { Compared, Entry, Ratio } from '../comparison/comparison.js';

/** A row for each comparison, a column for each engine. */
export interface GpuTable {
	/** The engine that the others are measured against. */
	readonly ours: string;
	readonly header: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

/** The time of our first engine that was measured, and ratios of all others to it. */
export function gpuTable(comparisons: readonly Compared[]): GpuTable {
	const ours = comparisons.flatMap(({ ratios }) => ratios.map((ratio) => ratio.ours))[0] ?? comparisons[0]?.entries[0]?.engine ?? '';
	const engines = [...new Set(comparisons.flatMap(({ entries }) => entries.map(({ engine }) => engine)))];
	const others = engines.filter((engine) => engine !== ours);
	const rows = comparisons.map(({ name, entries, ratios }) => {
		const entryOf = (engine: string): Entry | undefined => entries.find((entry) => entry.engine === engine);
		const ratioTo = (engine: string): Ratio | undefined => ratios.find((ratio) => ratio.ours === ours && ratio.other === engine);
		return [name, timeText(entryOf(ours)), ...others.map((engine) => ratioText(ratioTo(engine)) ?? timeText(entryOf(engine)))];
	});
	return { ours, header: ['', ours, ...others], rows };
}

function timeText(entry: Entry | undefined): string {
	if (entry === undefined) return '';
	return entry.status === 'measured' ? `${short(entry.milliseconds)} ms` : entry.status;
}

function ratioText(ratio: Ratio | undefined): string | undefined {
	if (ratio === undefined) return undefined;
	const [low, high] = ratio.spread.map(short);
	return low === high ? `${short(ratio.ratio)}×` : `${short(ratio.ratio)}× (${low}–${high})`;
}

/** Two digits that matter: what is measured does not repeat better. */
function short(number: number): string {
	return number >= 10 ? String(Math.round(number)) : String(Number(number.toPrecision(2)));
}
