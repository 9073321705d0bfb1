import { comparisonTable, unmeasured } from '../comparison-table.js';
import { markdownList, markdownTable } from '../markdown.js';
import { quantityText } from '../quantity-text.js';
import { howToRead, meaning, measuredWhere } from '../report-words.js';
import type { GpuReport, PlaceReport } from './gpu-report.js';
import type { Speed } from './measure-speed.js';

/** How a report is printed. */
export interface PrintOptions {
	/** Whether all figures lie in a file beside it. */
	readonly written?: boolean;
}

/** A report on GPUs as a document, which can be read in a terminal, too. */
export function printGpuReport(report: GpuReport, { written = false }: PrintOptions = {}): string {
	const { comparisons } = report;
	const parts = [
		'# Benchmarks on WebGPU',
		`Printed by \`${report.command}\`${written ? ', with [all figures](benchmarks-webgpu.json) of the same run' : ''}. ${measuredWhere(report)}`,
		markdownList(report.places.map(placeText)),
		...(mayHideCard(report) ? [HIDDEN_CARD] : []),
	];
	if (comparisons.length > 0) parts.push('## Beside others');
	const table = comparisonTable(comparisons, '<br>');
	if (table !== undefined)
		parts.push(meaning(table.ours, comparisons), ...howToRead(comparisons), markdownTable([table.header, ...table.rows], 1));
	if (comparisons.length > 0) parts.push(markdownList(comparisons.map(({ name, task }) => `**${name}**: ${task}.`)));
	const missing = unmeasured(comparisons);
	if (missing.length > 0) parts.push('Not measured:', markdownList(missing));
	if (report.leftOut.length > 0)
		parts.push(`Left out, as they would take hours where a processor plays a card, and no card took part: ${report.leftOut.join(', ')}.`);
	parts.push('## How much of the card is used', ...shares(report));
	parts.push(
		'Answers are compared with the right ones before a figure is printed. All engines in Chromium run in one Chromium, each in a page of its own, and take turns.',
	);
	return `${parts.join('\n\n')}\n`;
}

/** Whether Chromium may not have found a card that is there: on Linux it often has to be told to look for one. */
function mayHideCard({ places, platform, command }: GpuReport): boolean {
	const without = places.some(({ name, version, adapter }) => name === 'Chromium' && version !== undefined && adapter?.software !== false);
	return without && platform.startsWith('linux') && !command.includes('--enable-features=Vulkan');
}

const HIDDEN_CARD = 'Where there is a card that Chromium on Linux did not find, `--chromium-flags "--enable-features=Vulkan"` may help.';

function placeText({ name, version, adapter, notRun }: PlaceReport): string {
	const where = version === undefined ? name : `${name} (${version})`;
	if (adapter === undefined) return `${where}: not run, ${notRun ?? 'there is no adapter'}`;
	const what = adapter.software
		? 'measured on a software adapter, a processor that plays a card; no card could be had'
		: `a card, which copies ${Math.round(adapter.copyBandwidth ?? 0)} GB/s within its memory`;
	const { description } = adapter;
	return `${where}: adapter **${adapter.name}**${description === '' ? '' : ` (${description})`}, ${what}`;
}

function shares(report: GpuReport): readonly string[] {
	const { speeds, peaks, places } = report;
	if (speeds.length === 0)
		return [
			'*Not measured*: no card took part. On a machine with one, the command above fills this in; `--peak-gflops` and `--peak-bandwidth` tell what it could do at best.',
		];
	const copies = (engine: string): number | undefined => places.find(({ name }) => engine.endsWith(name))?.adapter?.copyBandwidth;
	const rows = speeds.map(({ engine, name, milliseconds, gigaflops, gigabytes }: Speed) => [
		name,
		engine,
		quantityText('time', milliseconds),
		gigaflops === undefined ? '' : String(Math.round(gigaflops)),
		gigaflops === undefined ? '' : shareText(gigaflops, peaks.gigaflops),
		String(Math.round(gigabytes)),
		shareText(gigabytes, peaks.gigabytes ?? copies(engine)),
	]);
	const arithmetic =
		peaks.gigaflops === undefined ? 'not told (`--peak-gflops`)' : `${peaks.gigaflops} GFLOP/s in f32 without units for matrices`;
	const bandwidth = peaks.gigabytes === undefined ? 'what copies within the memory of the card achieve' : `${peaks.gigabytes} GB/s`;
	return [
		`One run of a kernel whose numbers stay on the device. Bytes are counted as if each number were moved once. Peak of arithmetic: ${arithmetic}. Peak of bandwidth: ${bandwidth}.`,
		markdownTable([['', 'engine', 'time', 'GFLOP/s', 'of peak', 'GB/s', 'of peak'], ...rows], 2),
	];
}

function shareText(achieved: number, peak: number | undefined): string {
	return peak === undefined ? 'not measured' : `${Math.round((100 * achieved) / peak)} %`;
}
