import { type Failure, failureOf } from '../machine/failure.js';
import type { BackendState } from '../machine/machine.js';
import { startWorkerMachine, type WorkerMachine } from '../machine/worker-machine.js';
import { answerText, answerView } from './answer-view.js';
import { type Choice, chosenIn, showChoices } from './choices.js';
import { find } from './element.js';
import { failureView } from './failure-view.js';
import { createModelChoice } from './model-choice.js';

/** Brings the page to life. */
export function startPage(): void {
	const models = find('models', HTMLFieldSetElement);
	const backends = find('backends', HTMLFieldSetElement);
	const input = find('input', HTMLInputElement);
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

	const clear = (): void => {
		say('');
		outcome.replaceChildren();
	};

	const choice = createModelChoice({ load: (source) => machine.load(source), onChange: clear, onFailure: showFailure });

	const setRunning = (isRunning: boolean): void => {
		running = isRunning;
		models.disabled = isRunning;
		backends.disabled = isRunning;
		stop.hidden = !isRunning;
		outcome.setAttribute('aria-busy', String(isRunning));
	};

	const run = async (): Promise<void> => {
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

	find('form', HTMLFormElement).addEventListener('submit', (event) => {
		event.preventDefault();
		void run();
	});
	stop.addEventListener('click', () => {
		machine.stop();
		machine = startWorkerMachine();
		find('run', HTMLButtonElement).focus();
		choice.load();
	});

	choice.load();
	probe().catch(showFailure);
}

/** Whether a backend may have gone, so that it pays to look again. */
function isOfBackend(failure: Failure): boolean {
	return 'problems' in failure && failure.problems.some(({ code }) => code.startsWith('ALTA50'));
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
