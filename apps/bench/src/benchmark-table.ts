import type { Result } from './benchmark.js';
import { quantityText, spreadText } from './quantity-text.js';

/** How many columns of a {@link benchmarkTable} are words and not figures. */
export const WORDS = 2;

/** A table of what has one naive peer each: a line for each figure, with a column for recorded ones where there are some. */
export function benchmarkTable(benchmarks: readonly Result[]): readonly (readonly string[])[] {
	const recordedColumn = benchmarks.some(({ figures }) => figures.some(({ recorded }) => recorded !== undefined));
	const lines = benchmarks.flatMap(({ name, figures }) =>
		figures.map((figure) => {
			const { quantity, ours, peer, recorded } = figure;
			const line = [name, quantity, quantityText(quantity, ours), quantityText(quantity, peer), spreadText(figure)];
			return recordedColumn ? [...line, recorded === undefined ? '' : quantityText(quantity, recorded)] : line;
		}),
	);
	return [['benchmark', 'quantity', 'alta-ts', 'naive peer', 'peer ÷ alta-ts', ...(recordedColumn ? ['recorded'] : [])], ...lines];
}
