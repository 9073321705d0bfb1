import { dot, link, type PlotOptions, plot, ruleX, text } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { timesText } from './quantity-text.js';
import { type RatioRange, whoIsFaster } from './ratio.js';

/** A line of a panel. */
export interface PanelRow {
	readonly label: string;
	/** What is written at the right. */
	readonly text: string;
	/** What is drawn; nothing when absent. */
	readonly range?: RatioRange;
}

/** The smallest and the largest ratio that panels have room for. */
export type Domain = readonly [low: number, high: number];

const WIDTH = 472;
const LINE = 19;
const COLOURS = { ours: 'var(--faster)', other: 'var(--slower)', nobody: 'var(--neutral)' } as const;

/** A domain for all panels that are to be compared. */
export function domainOf(rows: readonly PanelRow[]): Domain {
	const ends = rows.flatMap(({ range }) => (range === undefined ? [] : range.spread));
	return [Math.min(1, ...ends) / 1.2, Math.max(1, ...ends) * 1.2];
}

/** Draws ratios as SVG, narrow enough for a telephone: a bar from 1 to each ratio, a thin line along its range, and an axis below. */
export function drawPanel(rows: readonly PanelRow[], [low, high]: Domain): string {
	const points = rows.flatMap(({ label, range }) =>
		range === undefined
			? []
			: [{ label, ratio: range.ratio, low: range.spread[0], high: range.spread[1], colour: COLOURS[whoIsFaster(range)] }],
	);
	const ends = { y1: 'label', y2: 'label', stroke: 'colour' };
	const options: PlotOptions = {
		width: WIDTH,
		height: LINE * rows.length + 38,
		marginTop: 4,
		marginBottom: 34,
		marginLeft: 208,
		marginRight: 108,
		style: { fontSize: '11px' },
		x: { type: 'log', domain: [low, high], ticks: [...ticksIn(low, high)], tickFormat: timesText, grid: true, label: null },
		y: { type: 'band', label: null, domain: rows.map(({ label }) => label), tickSize: 0 },
		color: { type: 'identity' },
		marks: [
			ruleX([1], { stroke: 'currentColor', strokeWidth: 1.5 }),
			link(points, { ...ends, x1: 1, x2: 'ratio', strokeWidth: 7, strokeOpacity: 0.35 }),
			link(points, { ...ends, x1: 'low', x2: 'high', strokeWidth: 1.5 }),
			dot(points, { y: 'label', x: 'ratio', r: 3.5, fill: 'colour' }),
			text([...rows], { y: 'label', text: 'text', frameAnchor: 'right', textAnchor: 'start', dx: 8, fill: 'currentColor' }),
		],
	};
	const { document } = parseHTML('<!doctype html><html><body></body></html>');
	return plot({ ...options, document }).outerHTML;
}

/** Round numbers for the axis: 1, 2, 5, 10 and so on while they are few, powers of ten otherwise. */
function ticksIn(low: number, high: number): readonly number[] {
	const powers = Array.from({ length: 17 }, (_, index) => 10 ** (index - 8));
	const inside = (ticks: readonly number[]): readonly number[] => ticks.filter((tick) => tick >= low && tick <= high);
	const fine = inside(powers.flatMap((power) => [power, 2 * power, 5 * power]));
	return fine.length <= 4 ? fine : inside(powers);
}
