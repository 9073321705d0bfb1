import { failureOf, isOfBackend, MachineError } from '../machine/failure.js';
import { startWorkerMachine, type WorkerMachine } from '../machine/worker-machine.js';
import { answerText, answerView } from './answer-view.js';
import { createBackendChoice } from './backend-choice.js';
import { find } from './element.js';
import { failureView } from './failure-view.js';
import { missingText } from './missing-text.js';
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
	const note = find('note', HTMLParagraphElement);
	const status = createRunStatus();
	const address = readAddress();
	const backends = createBackendChoice(address.backend);

	let machine: WorkerMachine = startWorkerMachine();
	let running = false;
	let isLookedAround = false;
	let looking: Promise<void> = Promise.resolve();

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

	const addNote = (text: string): void => {
		note.append(note.textContent === '' ? text : ` ${text}`);
	};

	const probe = async (): Promise<void> => backends.showStates(await machine.probe());

	const models = createModelChoice({
		chosen: address.model,
		input: address.input,
		load: (source) => machine.load(source),
		onLoaded: ({ dtype }) => backends.fitTo(dtype),
		onChange: () => {
			status.say('Nothing was run yet.');
			outcome.replaceChildren();
		},
		onOpened: () => remember(),
		onNote: (text) => note.replaceChildren(text),
		onFailure: showFailure,
	});

	const remember = (): void => {
		const model = models.chosen();
		writeAddress({ model, backend: backends.wanted(), input: model === undefined ? undefined : input.value });
	};

	/** What an address asks for and is not to be had here is told, and goes out of the address. */
	const putRight = (asked: string, isKnown: boolean, chosen: string | undefined): void => {
		addNote(missingText(asked, isKnown, chosen));
		remember();
	};

	/** Finds out for the first time which backends work here. */
	const lookAround = async (): Promise<void> => {
		const states = await machine.probe();
		const asked = backends.wanted();
		const state = states.find(({ name }) => name === asked);
		const isMissing = asked !== undefined && state?.available !== true;
		if (isMissing) backends.forgetWanted();
		backends.showStates(states);
		isLookedAround = true;
		if (isMissing) putRight(asked, state !== undefined, backends.chosen());
	};

	const beginLooking = (): void => {
		const mine = lookAround();
		looking = mine;
		mine.catch((error: unknown) => {
			if (looking !== mine) return;
			backends.giveUp();
			showFailure(error);
		});
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
		if (running) return;
		const text = input.value;
		setRunning(true);
		status.sayDuring('Waiting for the weights …');
		try {
			await models.ready();
			if (!isLookedAround) status.sayDuring('Looking for what works here …');
			await looking;
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

	const stopRun = (): void => {
		machine.stop();
		machine = startWorkerMachine();
		// It goes away, and would take the focus with it.
		if (document.activeElement === stop) runButton.focus();
		models.load();
		if (!isLookedAround) beginLooking();
	};

	const clearNote = (): void => note.replaceChildren();
	// Before anything is said of what has changed.
	form.addEventListener('change', clearNote, { capture: true });
	form.addEventListener('change', remember);
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		remember();
		void run();
	});
	stop.addEventListener('click', stopRun);
	document.addEventListener('keydown', ({ key }) => {
		if (running && key === 'Escape') stopRun();
	});
	// Somebody has put another address into the bar.
	addEventListener('hashchange', () => location.reload());

	const { model } = address;
	if (model !== undefined && model !== models.chosen()) putRight(model, false, models.chosen());
	models.load();
	beginLooking();
	runButton.disabled = false;
}
