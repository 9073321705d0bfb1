import type { TensorDType } from '@alta-ts/model';
import { missingDType } from '@alta-ts/tensor';
import type { BackendState } from '../machine/machine.js';
import { adapterNote } from './adapter-note.js';
import { type Choice, chosenIn, showChoices } from './choices.js';
import { element, find } from './element.js';

/** The choice of backends: those that work here and can compute the weights, and why the others cannot be chosen. */
export interface BackendChoice {
	readonly chosen: () => string | undefined;
	/** The one that the visitor asked for, if any. */
	readonly wanted: () => string | undefined;
	/** Goes by what the visitor asks for no more. */
	readonly forgetWanted: () => void;
	readonly showStates: (states: readonly BackendState[]) => void;
	/** Says that states will not come. */
	readonly giveUp: () => void;
	/** Goes by weights of a dtype from now on. */
	readonly fitTo: (dtype: TensorDType) => void;
	readonly setDisabled: (isDisabled: boolean) => void;
}

/** Fills the choice of backends, once states are known. */
export function createBackendChoice(asked: string | undefined): BackendChoice {
	const fields = find('backends', HTMLFieldSetElement);
	let wanted = asked;
	let known: readonly BackendState[] = [];
	let dtype: TensorDType = 'f32';

	const show = (): void => {
		if (known.length === 0) return;
		const choices = known.map((state) => backendChoice(state, dtype));
		showChoices(fields, choices, preferred(choices, known, wanted));
	};

	fields.addEventListener('change', () => {
		wanted = chosenIn(fields);
	});

	return {
		chosen: () => chosenIn(fields),
		wanted: () => wanted,
		forgetWanted: () => {
			wanted = undefined;
		},
		showStates: (states) => {
			known = states;
			show();
		},
		giveUp: () => {
			const legend = fields.getElementsByTagName('legend');
			fields.replaceChildren(...legend, element('p', { class: 'hint' }, 'It could not be found out what works here.'));
		},
		fitTo: (next) => {
			if (next === dtype) return;
			dtype = next;
			show();
		},
		setDisabled: (isDisabled) => {
			fields.disabled = isDisabled;
		},
	};
}

function backendChoice(state: BackendState, dtype: TensorDType): Choice {
	const choice = { value: state.name, title: state.name };
	if (!state.available) return { ...choice, missing: { reason: state.reason, fix: state.fix } };
	const lacks = missingDType(state.capabilities, dtype);
	if (lacks === undefined) return { ...choice, note: adapterNote(state.adapter) };
	const fix = `The weights are ${dtype}: choose another backend, or compile them with --dtype f32.`;
	return { ...choice, missing: { reason: lacks, fix } };
}

/** The one that is wanted; or else the first that can be chosen, a processor that plays a card only where there is nothing else. */
function preferred(choices: readonly Choice[], states: readonly BackendState[], wanted: string | undefined): string | undefined {
	const possible = choices.filter(({ missing }) => missing === undefined).map(({ value }) => value);
	if (wanted !== undefined && possible.includes(wanted)) return wanted;
	const played = states.filter((state) => state.available && state.adapter.software).map(({ name }) => name);
	return possible.find((name) => !played.includes(name)) ?? possible[0];
}
