import type { Problem } from '@alta-ts/diagnostics';
import type { Failure } from '../machine/failure.js';
import { element } from './element.js';
import { countText } from './quantity-text.js';

/** So many problems are shown. */
const MOST = 10;

/** What went wrong, told at once to those who listen to the page. */
export function failureView(failure: Failure): HTMLElement {
	const parts = 'message' in failure ? [element('p', {}, failure.message)] : problemViews(failure.problems);
	return element('div', { class: 'failure', attributes: { role: 'alert' } }, ...parts);
}

function problemViews(problems: readonly Problem[]): readonly HTMLElement[] {
	const shown = problems.slice(0, MOST).map(problemView);
	const rest = problems.length - shown.length;
	return rest === 0 ? shown : [...shown, element('p', {}, `And ${countText(rest)} more.`)];
}

/** A problem as the toolchain tells it: what, where, why, and what to do. */
function problemView({ code, what, where, why, fix }: Problem): HTMLElement {
	const rows = [
		...(where.length === 0 ? [] : [['Where', where.join(' › ')] as const]),
		['Why', why] as const,
		['What to do', fix] as const,
	];
	return element(
		'div',
		{ class: 'problem' },
		element('p', {}, element('strong', {}, what), ' ', element('code', {}, code)),
		element('dl', {}, ...rows.flatMap(([name, text]) => [element('dt', {}, name), element('dd', {}, text)])),
	);
}
