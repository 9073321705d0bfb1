import { expect, test } from 'vitest';
import type { Compared } from './comparison/comparison.js';
import { drawPage } from './draw-page.js';
import { printMarkdown, printTable } from './print-report.js';
import type { Report } from './report.js';

const empty: Report = {
	date: '2001-02-03',
	command: 'alta bench --write docs',
	quick: false,
	node: '20.0.0',
	cores: 2,
	load: 0.3,
	platform: 'linux x64',
	comparisons: [],
	benchmarks: [],
};

const certain = { spread: [12, 12], rounds: 9 } as const;

/** A report on figures of one benchmark. */
function reportOn(figures: Report['benchmarks'][number]['figures']): Report {
	return { ...empty, benchmarks: [{ name: 'one', task: 'Doing it', peer: 'slowly', figures }] };
}

const compared: Compared = {
	name: 'product',
	group: 'kernels',
	task: 'A product',
	entries: [
		{ engine: 'cpu', status: 'measured', details: 'wasm-simd', milliseconds: 2, spread: [1, 3], rounds: 9 },
		{ engine: 'quick', status: 'measured', milliseconds: 1, spread: [1, 1], rounds: 9 },
		{ engine: 'rough', status: 'measured', milliseconds: 3, spread: [1, 9], rounds: 9 },
		{ engine: 'slow', status: 'measured', milliseconds: 6000, spread: [6000, 6000], rounds: 1 },
		{ engine: 'absent', status: 'not run', reason: 'it is <not> installed' },
	],
	ratios: [
		{ ours: 'cpu', other: 'quick', ratio: 0.5, spread: [0.4, 0.6], rounds: 9 },
		{ ours: 'cpu', other: 'rough', ratio: 1.5, spread: [0.5, 4.5], rounds: 9 },
		{ ours: 'cpu', other: 'slow', ratio: 3000, spread: [2000, 3900], rounds: 1 },
	],
};

test('a document has a row for every figure', () => {
	const text = printMarkdown(
		reportOn([
			{ quantity: 'time', ours: 0.5, peer: 6, ratio: 12, ...certain, recorded: 7 * 3_600_000 },
			{ quantity: 'peak memory', ours: 99.6, peer: 1234, ratio: 12.39, ...certain },
		]),
	);
	expect(text).toContain('| one | time | 0.5 ms | 6 ms | 12× | 7 h |\n| one | peak memory | 100 MB | 1.2 GB | 12× |  |\n');
	expect(text).toContain('- **one**: Doing it. Peer: slowly.');
	expect(text).toContain('on 2001-02-03 with Node 20.0.0 on linux x64, 2 cores, at a load of 0.3');
});

test('recorded figures have a column only where there are some', () => {
	const report = reportOn([{ quantity: 'time', ours: 0.5, peer: 6, ratio: 12, ...certain }]);
	for (const text of [printMarkdown(report), printTable(report), drawPage(report)]) expect(text.toLowerCase()).not.toContain('recorded');
	expect(printMarkdown({ ...empty, comparisons: [compared] })).toContain('|  | cpu | quick | rough | slow |\n');
});

test('ratios stand beside times, with a mark where they say little', () => {
	const text = printMarkdown({ ...empty, comparisons: [compared] });
	expect(text).toContain('| product | 2 ms | 0.5× (0.4–0.6)<br>1 ms | ~1.5× (0.5–4.5)<br>3 ms | 3000× (one run)<br>6 s |');
	expect(text).toContain('*~* marks');
	expect(text).toContain('the backend cpu of alta-ts (WebAssembly with SIMD, on one thread)');
});

test('a page has a panel for each comparison, with its axis, and colours say who is faster', () => {
	const page = drawPage({ ...empty, comparisons: [compared, { ...compared, name: 'another' }] });
	expect(page).toContain('<h3>product</h3>');
	expect(page).toContain('<h3>another</h3>');
	expect(page.match(/<svg/g)).toHaveLength(2);
	expect(page.match(/aria-label="x-axis tick label"/g)).toHaveLength(2);
	for (const colour of ['faster', 'slower', 'neutral'])
		expect(page.match(new RegExp(`<circle[^>]*var\\(--${colour}\\)`, 'g'))).toHaveLength(2);
	expect(page).toContain('>not run</text>');
	expect(page).toContain('absent: not run, it is &lt;not&gt; installed (product, another)');
});
