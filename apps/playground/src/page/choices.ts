import { element } from './element.js';

/** One of several things that can be chosen. */
export interface Choice {
	readonly value: string;
	readonly title: string;
	/** A few words below the title. */
	readonly note?: string;
	/** Why it cannot be chosen, and what to do about it. */
	readonly missing?: { readonly reason: string; readonly fix: string };
}

/** Radio buttons in a field set. What was there before goes away, but for the legend. */
export function showChoices(fields: HTMLFieldSetElement, choices: readonly Choice[], chosen: string | undefined): void {
	const [legend] = fields.getElementsByTagName('legend');
	const items = choices.map((choice) => item(fields.id, choice, choice.value === chosen));
	fields.replaceChildren(...(legend === undefined ? [] : [legend]), element('div', { class: 'choices' }, ...items));
}

/** The value of the chosen one. */
export function chosenIn(fields: HTMLFieldSetElement): string | undefined {
	return fields.querySelector<HTMLInputElement>('input:checked')?.value;
}

function item(group: string, { value, title, note, missing }: Choice, isChosen: boolean): HTMLElement {
	const id = `${group}-${value.replaceAll(' ', '-')}`;
	const says = missing === undefined ? note : `${missing.reason} ${missing.fix}`;
	const input = element('input', { attributes: { type: 'radio', name: group, id, value } });
	input.disabled = missing !== undefined;
	input.checked = isChosen && missing === undefined;
	const label = element('label', { attributes: { for: id } }, title);
	const look = missing === undefined ? 'choice' : 'choice missing';
	if (says === undefined) return element('div', { class: look }, input, label);
	input.setAttribute('aria-describedby', `${id}-note`);
	return element('div', { class: look }, input, label, element('p', { class: 'note', attributes: { id: `${id}-note` } }, says));
}
