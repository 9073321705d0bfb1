import type { ModelFacts, ModelSource } from '../machine/machine.js';
import { shippedModels } from '../shipped-models.js';
import { chosenIn, showChoices } from './choices.js';
import { element, find } from './element.js';
import { folderEntry, type ModelEntry, shippedEntry } from './model-entry.js';
import { countText } from './quantity-text.js';

/** What the choice of weights needs of the rest of the page. */
export interface ModelChoiceParts {
	readonly load: (source: ModelSource) => Promise<ModelFacts>;
	/** Called when other weights are chosen, so that old answers go away. */
	readonly onChange: () => void;
	readonly onFailure: (error: unknown) => void;
}

/** The choice of weights: those that come with the page, and a folder of the visitor's. */
export interface ModelChoice {
	/** Loads the chosen weights, once more where they were loaded before. */
	readonly load: () => void;
}

/** Fills the choice of weights, and the field for inputs, which goes by it. */
export function createModelChoice({ load, onChange, onFailure }: ModelChoiceParts): ModelChoice {
	const fields = find('models', HTMLFieldSetElement);
	const facts = find('facts', HTMLParagraphElement);
	const input = find('input', HTMLInputElement);
	const folder = find('folder', HTMLInputElement);
	const entries: ModelEntry[] = shippedModels.map(shippedEntry);

	const chosen = (): ModelEntry => {
		const entry = entries.find(({ value }) => value === chosenIn(fields)) ?? entries[0];
		if (entry === undefined) throw new Error('internal: the page has no models');
		return entry;
	};

	const loadEntry = async ({ source }: ModelEntry): Promise<void> => {
		facts.textContent = 'Loading the weights …';
		facts.textContent = factsText(await load(source));
	};

	const loadChosen = (): void => {
		loadEntry(chosen()).catch((error: unknown) => {
			facts.textContent = 'The weights could not be loaded.';
			onFailure(error);
		});
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
			await loadEntry(own);
			entries.splice(shippedModels.length, 1, own);
			show(own.value);
			input.focus();
		} catch (error) {
			onFailure(error);
			show(before);
			loadChosen();
		}
		folder.value = '';
	};

	fields.addEventListener('change', () => {
		onChange();
		showInput(chosen());
		loadChosen();
	});
	folder.addEventListener('change', () => void openFolder());
	find('open', HTMLButtonElement).addEventListener('click', () => folder.click());

	show(entries[0]?.value);
	return { load: loadChosen };
}

function exampleButton(text: string, input: HTMLInputElement): HTMLButtonElement {
	const button = element('button', { class: 'small', attributes: { type: 'button' } }, element('code', {}, text));
	button.addEventListener('click', () => {
		input.value = text;
		input.focus();
	});
	return button;
}

/** So many tokens are listed. */
const MOST_TOKENS = 12;

function factsText({ name, width, parameters, nonzeros, maxLength, tokens }: ModelFacts): string {
	const shown = tokens?.slice(0, MOST_TOKENS).join(' ');
	const reads = shown === undefined ? '' : ` It reads ${shown}${(tokens?.length ?? 0) > MOST_TOKENS ? ' …' : ''}.`;
	const length = maxLength === undefined ? '' : ` Inputs have up to ${countText(maxLength)} tokens.`;
	const size = `${countText(width)} numbers a position, ${countText(parameters)} parameters, of which ${countText(nonzeros)} are not zero.`;
	return `${name}: ${size}${reads}${length}`;
}
