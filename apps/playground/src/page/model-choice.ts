import type { ModelFacts, ModelSource } from '../machine/machine.js';
import { shippedModels } from '../shipped-models.js';
import { chosenIn, showChoices } from './choices.js';
import { element, find } from './element.js';
import { factsText } from './facts-text.js';
import { folderEntry, type ModelEntry, OWN, ownEntry, shippedEntry } from './model-entry.js';

/** What the choice of weights needs of the rest of the page. */
export interface ModelChoiceParts {
	/** The weights to begin with, by name, and what is to be asked of them; the first, and an example, where absent. */
	readonly chosen: string | undefined;
	readonly input: string | undefined;
	readonly load: (source: ModelSource) => Promise<ModelFacts>;
	/** Called when other weights are chosen, so that old answers go away. */
	readonly onChange: () => void;
	readonly onFailure: (error: unknown) => void;
}

/** The choice of weights: those that come with the page, and a folder of the visitor's. */
export interface ModelChoice {
	/** The name of the chosen weights; undefined for a folder of the visitor's. */
	readonly chosen: () => string | undefined;
	/** Loads the chosen weights, once more where they were loaded before. */
	readonly load: () => void;
	/** Waits until the chosen weights are loaded, which is tried again where it went wrong before; false where it goes wrong. */
	readonly ready: () => Promise<boolean>;
	readonly setDisabled: (isDisabled: boolean) => void;
}

/** Fills the choice of weights, and the field for inputs, which goes by it. */
export function createModelChoice({ chosen: first, input: asked, load, onChange, onFailure }: ModelChoiceParts): ModelChoice {
	const fields = find('models', HTMLFieldSetElement);
	const facts = find('facts', HTMLParagraphElement);
	const input = find('input', HTMLInputElement);
	const folder = find('folder', HTMLInputElement);
	const open = find('open', HTMLButtonElement);
	const entries: ModelEntry[] = shippedModels.map(shippedEntry);
	let loading: Promise<boolean> | undefined;

	const chosen = (): ModelEntry => {
		const entry = entries.find(({ value }) => value === chosenIn(fields)) ?? entries[0];
		if (entry === undefined) throw new Error('internal: the page has no models');
		return entry;
	};

	const loadEntry = async ({ source }: ModelEntry): Promise<ModelFacts> => {
		facts.textContent = 'Loading the weights …';
		const loaded = await load(source);
		facts.textContent = factsText(loaded);
		return loaded;
	};

	const loadChosen = (): Promise<boolean> => {
		const mine = loadEntry(chosen()).then(
			() => true,
			(error: unknown) => {
				if (loading === mine) {
					loading = undefined;
					facts.textContent = 'The weights could not be loaded.';
				}
				onFailure(error);
				return false;
			},
		);
		loading = mine;
		return mine;
	};

	const showInput = ({ hint, examples }: ModelEntry): void => {
		find('hint', HTMLParagraphElement).textContent = hint;
		input.value = examples[0] ?? '';
		const buttons = examples.flatMap((text) => [exampleButton(text, input), ' ']);
		find('examples', HTMLParagraphElement).replaceChildren(...(examples.length === 0 ? [] : ['Or try ']), ...buttons);
	};

	const show = (value: string | undefined): void => {
		showChoices(fields, entries, value);
		showInput(chosen());
	};

	/** Weights of the visitor's take the place of others that were opened before, once they are loaded. */
	const openFolder = async (): Promise<void> => {
		const before = chosen().value;
		const own = await folderEntry(folder.files ?? []);
		onChange();
		try {
			entries.splice(shippedModels.length, 1, ownEntry(own, await loadEntry(own)));
			show(own.value);
			input.focus();
		} catch (error) {
			onFailure(error);
			show(before);
			void loadChosen();
		}
		folder.value = '';
	};

	fields.addEventListener('change', () => {
		onChange();
		showInput(chosen());
		void loadChosen();
	});
	folder.addEventListener('change', () => void openFolder());
	open.addEventListener('click', () => folder.click());

	show(entries.some(({ value }) => value === first) ? first : entries[0]?.value);
	if (asked !== undefined) input.value = asked;
	return {
		chosen: () => (chosen().value === OWN ? undefined : chosen().value),
		load: () => void loadChosen(),
		ready: () => loading ?? loadChosen(),
		setDisabled: (isDisabled) => {
			fields.disabled = isDisabled;
			open.disabled = isDisabled;
		},
	};
}

function exampleButton(text: string, input: HTMLInputElement): HTMLButtonElement {
	const button = element('button', { class: 'small', attributes: { type: 'button' } }, element('code', {}, text));
	button.addEventListener('click', () => {
		input.value = text;
		input.dispatchEvent(new Event('change', { bubbles: true }));
		input.focus();
	});
	return button;
}
