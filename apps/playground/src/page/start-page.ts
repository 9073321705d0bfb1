import { type Failure, failureOf } from '../machine/failure.js';
import type { BackendState, ModelFacts } from '../machine/machine.js';
import { startWorkerMachine, type WorkerMachine } from '../machine/worker-machine.js';
import { type ShippedModel, shippedModels } from '../shipped-models.js';
import { answerText, answerView } from './answer-view.js';
import { type Choice, chosenIn, showChoices } from './choices.js';
import { element, find } from './element.js';
import { failureView } from './problem-view.js';
import { countText } from './quantity-text.js';

/** Brings the page to life. */
export function startPage(): void {
	const form = find('form', HTMLFormElement);
	const models = find('models', HTMLFieldSetElement);
	const backends = find('backends', HTMLFieldSetElement);
	const facts = find('facts', HTMLParagraphElement);
	const hint = find('hint', HTMLParagraphElement);
	const examples = find('examples', HTMLParagraphElement);
	const input = find('input', HTMLInputElement);
	const run = find('run', HTMLButtonElement);
	const stop = find('stop', HTMLButtonElement);
	const status = find('status', HTMLParagraphElement);
	const outcome = find('outcome', HTMLDivElement);

	let machine: WorkerMachine = startWorkerMachine();
	let running = false;

	/** Says where things stand; what is shown in full below is said only to those who listen to the page. */
	const say = (text: string, isShownBelow = false): void => {
		status.textContent = text;
		status.classList.toggle('heard', isShownBelow);
	};

	const showFailure = (error: unknown): void => {
		const failure = failureOf(error);
		say('', true);
		outcome.replaceChildren(failureView(failure));
		if (isOfBackend(failure)) probe().catch(() => {});
	};

	const probe = async (): Promise<void> => {
		const states = await machine.probe();
		showChoices(backends, states.map(backendChoice), preferred(states, chosenIn(backends)));
	};

	const load = async (): Promise<void> => {
		facts.textContent = 'Loading the weights …';
		const { name } = chosenModel(models);
		facts.textContent = factsText(await machine.load(new URL(`models/${name}/`, document.baseURI).href));
	};

	const showModel = ({ hint: words, examples: texts }: ShippedModel): void => {
		hint.textContent = words;
		input.value = texts[0] ?? '';
		examples.replaceChildren('Or try ', ...texts.flatMap((text) => [exampleButton(text, input), ' ']));
	};

	const setRunning = (isRunning: boolean): void => {
		running = isRunning;
		models.disabled = isRunning;
		backends.disabled = isRunning;
		stop.hidden = !isRunning;
		outcome.setAttribute('aria-busy', String(isRunning));
	};

	const runInput = async (): Promise<void> => {
		const backend = chosenIn(backends);
		if (running || backend === undefined) return;
		setRunning(true);
		say(`Running on ${backend} …`);
		try {
			const answer = await machine.run({ backend, text: input.value });
			say(answerText(answer), true);
			outcome.replaceChildren(answerView(answer));
		} catch (error) {
			showFailure(error);
		}
		setRunning(false);
	};

	/** A worker that was ended takes the model with it. */
	const restart = (): void => {
		machine.stop();
		machine = startWorkerMachine();
		run.focus();
		load().catch(showFailure);
	};

	models.addEventListener('change', () => {
		showModel(chosenModel(models));
		load().catch(showFailure);
	});
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		void runInput();
	});
	stop.addEventListener('click', restart);

	const [first] = shippedModels;
	showChoices(models, shippedModels.map(modelChoice), first?.name);
	showModel(chosenModel(models));
	load().catch(showFailure);
	probe().catch(showFailure);
}

/** Whether a backend may have gone, so that it pays to look again. */
function isOfBackend(failure: Failure): boolean {
	return 'problems' in failure && failure.problems.some(({ code }) => code.startsWith('ALTA50'));
}

function modelChoice({ name, title }: ShippedModel): Choice {
	return { value: name, title };
}

function backendChoice({ name, availability }: BackendState): Choice {
	if (!availability.available) return { value: name, title: name, missing: availability };
	return { value: name, title: name, note: availability.adapter.description };
}

/** The backend that stays chosen, or else the first that works. */
function preferred(states: readonly BackendState[], chosen: string | undefined): string | undefined {
	const working = states.filter(({ availability }) => availability.available).map(({ name }) => name);
	return chosen !== undefined && working.includes(chosen) ? chosen : working[0];
}

function chosenModel(models: HTMLFieldSetElement): ShippedModel {
	const model = shippedModels.find(({ name }) => name === chosenIn(models)) ?? shippedModels[0];
	if (model === undefined) throw new Error('internal: the page has no models');
	return model;
}

function exampleButton(text: string, input: HTMLInputElement): HTMLButtonElement {
	const button = element('button', { class: 'example', attributes: { type: 'button' } }, text);
	button.addEventListener('click', () => {
		input.value = text;
		input.focus();
	});
	return button;
}

function factsText({ name, width, parameters, nonzeros, maxLength }: ModelFacts): string {
	const length = maxLength === undefined ? '' : ` Inputs have up to ${countText(maxLength)} tokens.`;
	return `${name}: ${countText(width)} numbers a position, ${countText(parameters)} parameters, of which ${countText(nonzeros)} are not zero.${length}`;
}
