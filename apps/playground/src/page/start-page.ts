import { failureOf, isOfBackend, MachineError } from '../machine/failure.js';
import { startWorkerMachine, type WorkerMachine } from '../machine/worker-machine.js';
import { answerText, answerView } from './answer-view.js';
import { createBackendChoice } from './backend-choice.js';
import { find } from './element.js';
import { failureView } from './failure-view.js';
import { createModelChoice } from './model-choice.js';
import { readAddress, writeAddress } from './page-address.js';
import { createRunStatus } from './run-status.js';

/** Brings the page to life. */
export function startPage(): void {
	const form = find('form', HTMLFormElement);
	const input = find('input', HTMLInputElement);
	const runButton = find('run', HTMLButtonElement);
	const stop = find('stop', HTMLButtonElement);
	const outcome = find('outcome', HTMLDivElement);
	const status = createRunStatus();
	const address = readAddress();
	const backends = createBackendChoice(address.backend);

	let machine: WorkerMachine = startWorkerMachine();
	let running = false;

	const show = (view: HTMLElement): void => {
		outcome.replaceChildren(view);
		view.scrollIntoView({ block: 'nearest' });
	};

	const showFailure = (error: unknown): void => {
		const failure = failureOf(error);
		status.sayUnseen('');
		show(failureView(failure));
		if (isOfBackend(failure)) probe().catch(() => {});
	};

	const probe = async (): Promise<void> => backends.showStates(await machine.probe());

	const models = createModelChoice({
		chosen: address.model,
		input: address.input,
		load: (source) => machine.load(source),
		onLoaded: ({ dtype }) => backends.fitTo(dtype),
		onChange: () => {
			status.say('');
			outcome.replaceChildren();
		},
		onFailure: showFailure,
	});

	const remember = (): void => {
		const model = models.chosen();
		writeAddress({ model, backend: backends.wanted(), input: model === undefined ? undefined : input.value });
	};

	const setRunning = (isRunning: boolean): void => {
		running = isRunning;
		models.setDisabled(isRunning);
		backends.setDisabled(isRunning);
		// A button that is disabled in earnest would lose the focus.
		runButton.setAttribute('aria-disabled', String(isRunning));
		stop.hidden = !isRunning;
		outcome.setAttribute('aria-busy', String(isRunning));
	};

	const run = async (): Promise<void> => {
		if (running || backends.chosen() === undefined) return;
		const text = input.value;
		setRunning(true);
		status.sayDuring('Waiting for the weights …');
		try {
			await models.ready();
			const backend = backends.chosen();
			if (backend === undefined) throw new MachineError({ message: 'No backend here can compute these weights.' });
			status.sayDuring(`Running on ${backend} …`);
			const answer = await machine.run({ backend, text });
			status.sayUnseen(answerText(answer));
			show(answerView(answer));
		} catch (error) {
			showFailure(error);
		}
		setRunning(false);
	};

	form.addEventListener('change', remember);
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		remember();
		void run();
	});
	stop.addEventListener('click', () => {
		machine.stop();
		machine = startWorkerMachine();
		runButton.focus();
		models.load();
	});
	// Somebody has put another address into the bar.
	addEventListener('hashchange', () => location.reload());

	models.load();
	probe().catch((error: unknown) => {
		backends.giveUp();
		showFailure(error);
	});
}
