import { dot, link, type Markish, type PlotOptions, plot, ruleX, type TextOptions, text } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Compared } from './comparison/comparison.js';
import { ratioText } from './quantity-text.js';

/** A point of a plot: an engine in a comparison. */
interface Point {
	readonly comparison: string;
	readonly engine: string;
	readonly ratio: number;
	readonly low: number;
	readonly high: number;
	readonly label: string;
}

/** Draws how many times as long as one of our backends each engine takes, one row an engine, one panel a comparison, as SVG. */
export function drawRatios(comparisons: readonly Compared[], ours: string): string {
	const points = comparisons.flatMap(({ name, ratios }) =>
		ratios
			.filter((each) => each.ours === ours)
			.map(
				({ other, ratio, spread: [low, high] }): Point => ({
					comparison: name,
					engine: other,
					ratio,
					low,
					high,
					label: ratioText(ratio),
				}),
			),
	);
	const options: PlotOptions = {
		width: 900,
		height: 40 + 22 * points.length + 30 * comparisons.length,
		marginLeft: 210,
		marginRight: 130,
		insetLeft: 45,
		insetRight: 45,
		x: { type: 'log', label: `times as long as ${ours} →`, grid: true, tickFormat: ratioText, ticks: 6 },
		y: { label: null, domain: [...new Set(points.map(({ engine }) => engine))] },
		fy: { label: null, domain: comparisons.map(({ name }) => name) },
		marks: [
			ruleX([1], { stroke: 'currentColor', strokeWidth: 1.5 }),
			...marks(
				points.filter(({ ratio }) => ratio >= 1),
				'var(--faster)',
				{ x: 'high', textAnchor: 'start', dx: 8 },
			),
			...marks(
				points.filter(({ ratio }) => ratio < 1),
				'var(--slower)',
				{ x: 'low', textAnchor: 'end', dx: -8 },
			),
		],
	};
	const { document } = parseHTML('<!doctype html><html><body></body></html>');
	return plot({ ...options, document }).outerHTML;
}

/** A bar from 1 to the ratio, a line between the quartiles, a dot, and the number beside them. */
function marks(points: readonly Point[], colour: string, label: TextOptions): readonly Markish[] {
	const data = [...points];
	const place = { y: 'engine', fy: 'comparison' };
	return [
		link(data, { x1: 1, x2: 'ratio', y1: 'engine', y2: 'engine', fy: 'comparison', stroke: colour, strokeWidth: 6, strokeOpacity: 0.3 }),
		link(data, { x1: 'low', x2: 'high', y1: 'engine', y2: 'engine', fy: 'comparison', stroke: colour, strokeWidth: 2 }),
		dot(data, { ...place, x: 'ratio', r: 3.5, fill: colour }),
		text(data, { ...place, text: 'label', fill: 'currentColor', ...label }),
	];
}
