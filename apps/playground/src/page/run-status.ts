import { element, find } from './element.js';

/** The line that says where things stand. */
export interface RunStatus {
	readonly say: (text: string) => void;
	/** Only for those who listen to the page: it is shown in full elsewhere. */
	readonly sayUnseen: (text: string) => void;
	/** Says what is going on, and counts the seconds until something else is said. */
	readonly sayDuring: (text: string) => void;
}

export function createRunStatus(): RunStatus {
	const line = find('status', HTMLParagraphElement);
	let clock: ReturnType<typeof setInterval> | undefined;

	const show = (isUnseen: boolean, ...parts: readonly (Node | string)[]): void => {
		clearInterval(clock);
		line.replaceChildren(...parts);
		line.classList.toggle('heard', isUnseen);
	};

	return {
		say: (text) => show(false, text),
		sayUnseen: (text) => show(true, text),
		sayDuring: (text) => {
			const start = performance.now();
			const seconds = element('span', { attributes: { 'aria-hidden': 'true' } });
			show(false, text, ' ', seconds);
			clock = setInterval(() => {
				seconds.textContent = `${Math.round((performance.now() - start) / 1000)} s`;
			}, 1000);
		},
	};
}
