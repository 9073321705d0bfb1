import type { Comparison } from './comparison/comparison.js';
import type { Report } from './report.js';

/** The headings of the comparisons, in order. */
export const GROUPS: readonly { readonly group: Comparison['group']; readonly title: string }[] = [
	{ group: 'kernels', title: 'Kernels' },
	{ group: 'programs', title: 'Programs through weights' },
];

/** What is said of figures that come from elsewhere. */
export const RECORDED: string =
	'*Recorded*: what the paper’s own implementation (of ALTA, Tracr or RASP) took, in Python with numpy on one thread of another machine. ' +
	'Only a ratio to what ran on the same machine in the same run says something about speed.';

/** What the ratios mean. */
export function meaning(ours: string): string {
	return (
		`How many times as long as the backend ${ours} of alta-ts each takes: more than 1 means that alta-ts is faster. ` +
		'A ratio is the median over rounds in which all take turns; its quartiles are in brackets. ' +
		'Time runs from numbers that lie ready to an answer on the host.'
	);
}

/** Where and when a report was measured. */
export function measuredWhere({ date, node, cores, platform, load }: Report): string {
	return `Measured on ${date} with Node ${node} on ${platform}, ${cores} cores, at a load of ${load} by other work when it began.`;
}
