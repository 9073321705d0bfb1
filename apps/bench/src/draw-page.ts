import type { Result } from './benchmark.js';
import { benchmarkTable } from './benchmark-table.js';
import type { Compared } from './comparison/comparison.js';
import { comparisonTable, oursOf, rowsOf, timeText, unmeasured } from './comparison-table.js';
import { domainOf, drawPanel, type PanelRow } from './draw-panel.js';
import { quantityText, ratioText } from './quantity-text.js';
import type { Report } from './report.js';
import { BENCHMARKS, type Group, groupsOf, howToRead, meaning, measuredWhere } from './report-words.js';

const STYLE = `
:root { color-scheme: light dark; --faster: light-dark(#1a7f64, #4cc9a4); --slower: light-dark(#c2410c, #fb923c); --neutral: light-dark(#6b7280, #9ca3af); }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 0.75rem; }
.panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); gap: 1.5rem 2rem; }
.panels section { min-width: 0; }
.panels h3 { margin: 0; font-size: 1rem; }
.panels p { margin: 0.1rem 0 0.3rem; font-size: 0.85rem; }
svg { max-width: 100%; height: auto; --plot-background: Canvas; overflow: visible; }
table { border-collapse: collapse; font-size: 0.85rem; margin: 1rem 0; display: block; overflow-x: auto; }
th, td { padding: 0.2rem 0.6rem; text-align: right; border-bottom: 1px solid #8884; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; }
dt { font-weight: 600; }
dd { margin: 0 0 0.5rem 1rem; }
.faster { color: var(--faster); } .slower { color: var(--slower); } .neutral { color: var(--neutral); }
`;

const LEGEND =
	'<p>In the plots: a broad bar from 1 to the ratio, which is the dot; the thin line is its range. ' +
	'<b class="faster">Green</b>: alta-ts is faster. <b class="slower">Orange</b>: the other is faster. ' +
	'<b class="neutral">Grey</b>: the range holds 1, so neither is. The axis is logarithmic, and the same in all plots of a section.</p>';

/** A report as a page of plots that needs nothing else. */
export function drawPage(report: Report): string {
	return [
		'<!doctype html>',
		'<html lang="en">',
		'<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>alta-ts benchmarks</title>',
		`<style>${STYLE}</style></head>`,
		'<body>',
		'<h1>alta-ts benchmarks</h1>',
		`<p>Printed by <code>${escaped(report.command)}</code>. ${escaped(measuredWhere(report))}</p>`,
		...howToRead(report.comparisons, report.benchmarks).map((each) => `<p>${escaped(each.replaceAll('*', ''))}</p>`),
		LEGEND,
		...groupsOf(report).map(drawGroup),
		report.benchmarks.length === 0 ? '' : drawBenchmarks(report.benchmarks),
		'</body>',
		'</html>',
		'',
	].join('\n');
}

function drawGroup({ title, comparisons }: Group): string {
	const ours = oursOf(comparisons);
	const figures = comparisonTable(comparisons, '\n');
	const domain = domainOf(comparisons.flatMap((each) => panelRows(each, ours)));
	const panels = comparisons.map((comparison) => {
		const { name, task, recorded } = comparison;
		const note = recorded === undefined ? '' : ` Recorded on another machine: ${quantityText('time', recorded)}.`;
		return panel(name, `${task}.${note}`, drawPanel(panelRows(comparison, ours), domain));
	});
	const missing = unmeasured(comparisons).map((each) => `<li>${escaped(each)}</li>`);
	return [
		`<h2>${escaped(title)}</h2>`,
		ours === undefined ? '' : `<p>${escaped(meaning(ours, comparisons))}</p>`,
		`<div class="panels">${panels.join('\n')}</div>`,
		figures === undefined ? '' : `<details><summary>As a table</summary>${table([figures.header, ...figures.rows])}</details>`,
		missing.length === 0 ? '' : `<details><summary>Not measured</summary><ul>${missing.join('')}</ul></details>`,
	].join('\n');
}

function panelRows(comparison: Compared, ours: string | undefined): readonly PanelRow[] {
	return rowsOf(comparison, ours).map(({ engine, entry, ratio }) => ({
		label: engine,
		text: ratio === undefined ? timeText(entry) : `${ratioText(ratio)}, ${timeText(entry)}`,
		...(ratio === undefined ? {} : { range: ratio }),
	}));
}

function drawBenchmarks(benchmarks: readonly Result[]): string {
	const rows = benchmarks.flatMap(({ name, figures }) =>
		figures.map((figure) => {
			const label = figure.quantity === 'time' ? name : `${name}, ${figure.quantity}`;
			return { label, text: `${ratioText(figure)}, ${quantityText(figure.quantity, figure.ours)}`, range: figure };
		}),
	);
	const notes = benchmarks.map(({ name, task, peer }) => `<dt>${escaped(name)}</dt><dd>${escaped(task)}. Peer: ${escaped(peer)}.</dd>`);
	const what = 'How many times as much a naive peer takes that does the same, and what alta-ts takes.';
	return [
		`<h2>${BENCHMARKS}</h2>`,
		`<div class="panels">${panel('Beside a naive peer', what, drawPanel(rows, domainOf(rows)))}</div>`,
		table(benchmarkTable(benchmarks)),
		`<dl>${notes.join('')}</dl>`,
	].join('\n');
}

function panel(title: string, what: string, svg: string): string {
	return `<section><h3>${escaped(title)}</h3><p>${escaped(what)}</p>${svg}</section>`;
}

function table([header = [], ...lines]: readonly (readonly string[])[]): string {
	const row = (cells: readonly string[], tag: 'th' | 'td'): string =>
		`<tr>${cells.map((cell) => `<${tag}>${escaped(cell).replaceAll('\n', '<br>')}</${tag}>`).join('')}</tr>`;
	return `<table>${[row(header, 'th'), ...lines.map((line) => row(line, 'td'))].join('')}</table>`;
}

function escaped(plain: string): string {
	return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
