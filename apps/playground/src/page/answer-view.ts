import type { Problem } from '@alta-ts/diagnostics';
import type { Answer } from '../machine/machine.js';
import { valueText } from '../value-text.js';
import { adapterNote } from './adapter-note.js';
import { element } from './element.js';
import { countText, timeText } from './quantity-text.js';

/** What a run gave: the answer, how it came about, and every position. */
export function answerView(answer: Answer): HTMLElement {
	return element(
		'div',
		{ class: 'outcome' },
		...(answer.lost === undefined ? [] : [lostNotice(answer.lost)]),
		element('output', { class: 'answer', attributes: { for: 'input' } }, answer.text === '' ? '(empty)' : answer.text),
		facts(answer),
		positions(answer),
	);
}

/** The answer in a sentence. */
export function answerText({ text, layers, runTime, halted, lost }: Answer): string {
	const from = lost === undefined ? '' : ', from a new device, since the one before was lost';
	const end = halted ? '' : ', without an end';
	return `${text === '' ? '(empty)' : text}, after ${countText(layers)} ${layers === 1 ? 'layer' : 'layers'}${end}, in ${timeText(runTime)}${from}`;
}

/** The page has done already what the problem says is to be done. */
function lostNotice({ code, why }: Problem): HTMLElement {
	const what = element('strong', {}, 'The device was lost. This answer is of a new one.');
	return element('div', { class: 'notice' }, element('p', {}, what, ' ', element('code', {}, code)), element('p', {}, why));
}

function facts({ input, model, layers, halted, runTime, loadTime, requested, executed, adapter }: Answer): HTMLElement {
	const rows: readonly (readonly [string, string])[] = [
		['Input', input.trim() === '' ? '(empty)' : input],
		['Weights', model],
		['Layers', `${countText(layers)}${halted ? '' : ' (did not halt)'}`],
		['Time', timeText(runTime)],
		['Time to load', loadTime === 0 ? 'loaded already' : timeText(loadTime)],
		['Backend', backendText(requested, executed)],
		['Adapter', adapterNote(adapter)],
	];
	return element(
		'dl',
		{ class: 'run-facts' },
		...rows.map(([name, text]) => element('div', {}, element('dt', {}, name), element('dd', {}, text))),
	);
}

/** A backend by the name under which it is chosen; the one that did the work comes first, were it another one. */
function backendText(requested: string, executed: string): string {
	return requested.split(' ')[0] === executed ? requested : `${executed}, for ${requested}`;
}

function positions({ tokens, output }: Answer): HTMLElement {
	const rows = tokens.map((token, position) =>
		element(
			'tr',
			{},
			element('th', { attributes: { scope: 'row' } }, String(position)),
			element('td', {}, token),
			element('td', {}, position < output.length ? valueText(output[position]) : ''),
		),
	);
	const heads = ['Position', 'Token', 'Output'].map((name) => element('th', { attributes: { scope: 'col' } }, name));
	const table = element('table', {}, element('thead', {}, element('tr', {}, ...heads)), element('tbody', {}, ...rows));
	const scroll = { class: 'scroll', attributes: { tabindex: '0', role: 'region', 'aria-label': 'Tokens and outputs by position' } };
	return element('details', {}, element('summary', {}, 'Position by position'), element('div', scroll, table));
}
