import type { ModelFacts, ModelSource } from '../machine/machine.js';
import { shippedModels } from '../shipped-models.js';
import { chosenIn, showChoices } from './choices.js';
import { element, find } from './element.js';
import { factsText } from './facts-text.js';
import { folderEntry, folderError, type ModelEntry, OWN, ownEntry, shippedEntry } from './model-entry.js';

/** What the choice of weights needs of the rest of the page. */
export interface ModelChoiceParts {
	/** The weights to begin with, by name, and what is to be asked of them; the first, and an example, where absent. */
	readonly chosen: string | undefined;
	readonly input: string | undefined;
	readonly load: (source: ModelSource) => Promise<ModelFacts>;
	/** Called with what the weights are that are loaded now. */
	readonly onLoaded: (facts: ModelFacts) => void;
	/** Called when other weights are chosen, so that old answers go away. */
	readonly onChange: () => void;
	/** Called when a folder of the visitor's is there and chosen. */
	readonly onOpened: () => void;
	/** Called with something to say of what the visitor picked. */
	readonly onNote: (text: string) => void;
	readonly onFailure: (error: unknown) => void;
}

/** The choice of weights: those that come with the page, and a folder of the visitor's. */
export interface ModelChoice {
	/** The name of the chosen weights; undefined for a folder of the visitor's. */
	readonly chosen: () => string | undefined;
	/** Loads the chosen weights, once more where they were loaded before. */
	readonly load: () => void;
	/** Waits until the chosen weights are loaded, which is tried again where it went wrong before. Rejects where it goes wrong. */
	readonly ready: () => Promise<void>;
	readonly setDisabled: (isDisabled: boolean) => void;
}

/** Fills the choice of weights, and the field for inputs, which goes by it. */
export function createModelChoice(parts: ModelChoiceParts): ModelChoice {
	const { chosen: first, input: asked, load, onLoaded, onChange, onOpened, onNote, onFailure } = parts;
	const fields = find('models', HTMLFieldSetElement);
	const facts = find('facts', HTMLParagraphElement);
	const input = find('input', HTMLInputElement);
	const folder = find('folder', HTMLInputElement);
	const open = find('open', HTMLButtonElement);
	const entries: ModelEntry[] = shippedModels.map(shippedEntry);
	let loading: Promise<void> | undefined;

	const chosen = (): ModelEntry => {
		const entry = entries.find(({ value }) => value === chosenIn(fields)) ?? entries[0];
		if (entry === undefined) throw new Error('internal: the page has no models');
		return entry;
	};

	/** Begins to load weights. Once others are wanted, nothing is said of these any more, however they end. */
	const begin = (loadThem: (isWanted: () => boolean) => Promise<void>): Promise<void> => {
		facts.textContent = 'Loading the weights …';
		const mine: Promise<void> = loadThem(() => loading === mine);
		loading = mine;
		mine.catch((error: unknown) => {
			if (loading !== mine) return;
			loading = undefined;
			facts.textContent = 'The weights could not be loaded.';
			onFailure(error);
		});
		return mine;
	};

	const showFacts = (loaded: ModelFacts): void => {
		facts.textContent = factsText(loaded);
		onLoaded(loaded);
	};

	const loadChosen = (): Promise<void> =>
		begin(async (isWanted) => {
			const loaded = await load(chosen().source);
			if (isWanted()) showFacts(loaded);
		});

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
	const loadFolder = (files: readonly File[]): Promise<void> =>
		begin(async (isWanted) => {
			const own = await folderEntry(files);
			if (!isWanted()) return;
			const loaded = await load(own.source).catch((error: unknown) => {
				throw folderError(own.title, error);
			});
			if (!isWanted()) return;
			showFacts(loaded);
			entries.splice(shippedModels.length, 1, ownEntry(own, loaded));
			show(own.value);
			onOpened();
			input.focus();
		});

	/** Opens the folder that the visitor has picked, if any; where that goes wrong, the weights before are loaded again. */
	const openFolder = (): void => {
		const files = [...(folder.files ?? [])];
		if (files.length === 0) return;
		folder.value = '';
		onChange();
		loadFolder(files).catch(() => {
			if (loading === undefined) void loadChosen();
		});
	};

	fields.addEventListener('change', () => {
		onChange();
		showInput(chosen());
		void loadChosen();
	});
	folder.addEventListener('change', () => {
		if (folder.files?.length === 0) onNote(NOTHING_OPENED);
		if (!fields.disabled) openFolder();
	});
	// Browsers tell of an empty folder in the same way as of none.
	folder.addEventListener('cancel', () => onNote(NOTHING_OPENED));
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
			// A folder can be picked meanwhile where the browser was asking for one already.
			if (!isDisabled) openFolder();
		},
	};
}

const NOTHING_OPENED = 'No folder was opened: none was picked, or there is nothing in it.';

function exampleButton(text: string, input: HTMLInputElement): HTMLButtonElement {
	const button = element('button', { class: 'small', attributes: { type: 'button' } }, element('code', {}, text));
	button.addEventListener('click', () => {
		input.value = text;
		input.dispatchEvent(new Event('change', { bubbles: true }));
		input.focus();
	});
	return button;
}
