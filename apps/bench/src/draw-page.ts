import type { Compared, Entry } from './comparison/comparison.js';
import { enginesOf, unmeasured } from './comparison-table.js';
import { drawRatios } from './draw-ratios.js';
import { quantityText } from './quantity-text.js';
import type { Report } from './report.js';
import { GROUPS, meaning, measuredWhere, RECORDED } from './report-words.js';

const STYLE = `
:root { color-scheme: light dark; --faster: light-dark(#1a7f64, #4cc9a4); --slower: light-dark(#c2410c, #fb923c); }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 56rem; margin: 2rem auto; padding: 0 1rem; }
svg { max-width: 100%; height: auto; --plot-background: Canvas; overflow: visible; }
table { border-collapse: collapse; font-size: 0.85rem; margin: 1rem 0; display: block; overflow-x: auto; }
th, td { padding: 0.2rem 0.6rem; text-align: right; border-bottom: 1px solid #8884; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; }
dt { font-weight: 600; }
dd { margin: 0 0 0.5rem 1rem; }
`;

/** A report as a page of plots that needs nothing else. */
export function drawPage(report: Report): string {
	const groups = GROUPS.map(({ group, title }) => ({ title, comparisons: report.comparisons.filter((each) => each.group === group) }));
	const sections = groups.filter(({ comparisons }) => comparisons.length > 0).map(({ title, comparisons }) => section(title, comparisons));
	return [
		'<!doctype html>',
		'<html lang="en">',
		'<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>alta-ts benchmarks</title>',
		`<style>${STYLE}</style></head>`,
		'<body>',
		'<h1>alta-ts benchmarks</h1>',
		`<p>${escaped(measuredWhere(report))}</p>`,
		...sections,
		`<p>${escaped(RECORDED.replaceAll('*', ''))}</p>`,
		'</body>',
		'</html>',
		'',
	].join('\n');
}

function section(title: string, comparisons: readonly Compared[]): string {
	const ours = [...new Set(comparisons.flatMap(({ ratios }) => ratios.map((ratio) => ratio.ours)))];
	const plots = ours.slice(0, 1).flatMap((backend) => [`<p>${escaped(meaning(backend))}</p>`, drawRatios(comparisons, backend)]);
	const tasks = comparisons.map(({ name, task }) => `<dt>${escaped(name)}</dt><dd>${escaped(task)}.</dd>`);
	const missing = unmeasured(comparisons).map((each) => `<li>${escaped(each)}</li>`);
	return [
		`<h2>${escaped(title)}</h2>`,
		...plots,
		`<dl>${tasks.join('')}</dl>`,
		'<details><summary>Times</summary>',
		times(comparisons),
		'</details>',
		missing.length === 0 ? '' : `<details><summary>Not measured</summary><ul>${missing.join('')}</ul></details>`,
	].join('\n');
}

function times(comparisons: readonly Compared[]): string {
	const engines = enginesOf(comparisons);
	const head = ['', ...engines, 'recorded, other machine'].map((each) => `<th>${escaped(each)}</th>`);
	const rows = comparisons.map(({ name, entries, recorded }) => {
		const cells = engines.map((engine) => timeText(entries.find((entry) => entry.engine === engine)));
		return [name, ...cells, recorded === undefined ? '' : quantityText('time', recorded)].map((cell) => `<td>${escaped(cell)}</td>`);
	});
	return `<table>${[head, ...rows].map((row) => `<tr>${row.join('')}</tr>`).join('')}</table>`;
}

function timeText(entry: Entry | undefined): string {
	if (entry === undefined) return '';
	return entry.status === 'measured' ? quantityText('time', entry.milliseconds) : entry.status;
}

function escaped(plain: string): string {
	return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
