import { type Answer, type Engine, isNotRun, type NotRun, type OpenEngine, type Work } from '../engines/engine.js';
import { milliseconds } from '../measure.js';

/** An engine that takes part in a comparison, in this process or in one of its own. */
export interface Seat {
	/** Gets ready for some work and does it once. */
	readonly open: (work: Work) => Promise<FirstRun | NotRun>;
	/** Does the work some times over; gives the milliseconds of one time. */
	readonly time: (runs: number) => Promise<number>;
	/**
	 * The same, but only the last answer comes to the host, where the engine can do that; gives the milliseconds of all times together.
	 *
	 * @throws Error where the engine cannot
	 */
	readonly timeOnDevice: (runs: number) => Promise<number>;
	readonly close: () => Promise<void>;
}

/** What an engine answers, and what there is to know of it. */
export interface FirstRun {
	readonly answer: Answer;
	/** How long it took. */
	readonly milliseconds: number;
	readonly details?: string;
}

/** A seat in this process. */
export function localSeat(engine: Engine): Seat {
	let run: () => unknown = () => undefined;
	let queue: OpenEngine['queue'];
	let close: () => unknown = () => undefined;
	return {
		open: async (work) => {
			const opened = await engine.open(work);
			if (isNotRun(opened)) return opened;
			run = opened.run;
			queue = opened.queue;
			close = opened.close ?? close;
			const start = performance.now();
			const answer = await opened.run();
			return { answer, milliseconds: performance.now() - start, ...(opened.details === undefined ? {} : { details: opened.details }) };
		},
		time: async (runs) => {
			const total = await milliseconds(async () => {
				for (let count = 0; count < runs; count++) await run();
			});
			return total / runs;
		},
		timeOnDevice: async (runs) => {
			const many = queue;
			if (many === undefined) throw new Error(`${engine.name} brings every answer to the host`);
			return milliseconds(() => many(runs));
		},
		close: async () => {
			await close();
		},
	};
}
