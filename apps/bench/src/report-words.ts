import type { Result } from './benchmark.js';
import type { Compared, Comparison } from './comparison/comparison.js';
import type { MeasuredRun } from './measured-run.js';
import type { Report } from './report.js';

/** The headings of the comparisons, in order. */
const GROUPS: readonly { readonly group: Comparison['group']; readonly title: string }[] = [
	{ group: 'kernels', title: 'Kernels' },
	{ group: 'programs', title: 'Programs through weights' },
];

/** Comparisons under one heading. */
export interface Group {
	readonly title: string;
	readonly comparisons: readonly Compared[];
}

/** The comparisons of a report under their headings, without headings that have none. */
export function groupsOf({ comparisons }: Report): readonly Group[] {
	return GROUPS.map(({ group, title }) => ({ title, comparisons: comparisons.filter((each) => each.group === group) })).filter(
		(each) => each.comparisons.length > 0,
	);
}

/** The heading of what has one naive peer each. */
export const BENCHMARKS = 'Language and compiler';

/** What is said of figures that come from elsewhere. */
const RECORDED =
	'*Recorded*: what the paper’s own implementation (of ALTA, Tracr or RASP) took, in Python with numpy on one thread of another machine. ' +
	'Only a ratio to what ran on the same machine in the same run says something about speed.';

/** How to read ratios; with what is said of recorded figures where there are some. */
export function howToRead(comparisons: readonly Compared[], benchmarks: readonly Result[] = []): readonly string[] {
	const reading =
		'A ratio is the median time of the rounds of one, divided by that of the other. In brackets is its range: where it lies in nine of ten ' +
		'cases when as many rounds are drawn again out of those that were measured. ' +
		'*~* marks a ratio whose range spans more than a factor of two: it says little. *One run*: there was a single round, and no range.';
	const hasRecorded = [...comparisons, ...benchmarks.flatMap(({ figures }) => figures)].some(({ recorded }) => recorded !== undefined);
	return hasRecorded ? [reading, RECORDED] : [reading];
}

/** What our backends are, by what they say of themselves. */
const BACKENDS: ReadonlyMap<string, string> = new Map([
	['wasm-simd', 'WebAssembly with SIMD, on one thread'],
	['javascript', 'JavaScript, on one thread'],
	['reference', 'plain JavaScript, which the others are checked against'],
]);

/** What the ratios of comparisons compare. */
export function meaning(ours: string, comparisons: readonly Compared[]): string {
	const entry = comparisons.flatMap(({ entries }) => entries).find(({ engine, status }) => engine === ours && status === 'measured');
	const details = entry !== undefined && 'details' in entry ? entry.details : undefined;
	const what = details === undefined ? undefined : (BACKENDS.get(details) ?? details);
	return (
		`How many times as long as the backend ${ours} of alta-ts${what === undefined ? '' : ` (${what})`} each takes: ` +
		'more than 1 means that alta-ts is faster. Time runs from numbers that lie ready to an answer on the host.'
	);
}

/** Where, when and how a report was measured. */
export function measuredWhere({ date, node, cores, platform, load, quick }: Omit<MeasuredRun, 'command'>): string {
	const rough = quick ? ' A quick run, with few rounds of kernels and programs: their figures are rough.' : '';
	return `Measured on ${date} with Node ${node} on ${platform}, ${cores} cores, at a load of ${load} by other work when it began.${rough}`;
}
