import { type Answer, type Engine, isNotRun } from '../engines/engine.js';
import { firstLine } from '../engines/load-library.js';
import { rightAnswers } from '../engines/program-parts.js';
import { makeKernel } from '../kernels/make-kernel.js';
import { median, quartiles } from '../quantiles.js';
import { ratioOf } from '../ratio.js';
import type { Compared, Comparison, Entry, Measured, Ratio } from './comparison.js';
import { difference } from './same-answer.js';
import type { Seat } from './seat.js';

/** Of what takes longer than so many milliseconds, the first run counts, and there are no rounds. */
const LONG = 5000;

/** How long to measure. */
export interface Effort {
	/** At most so many rounds; every engine has one turn in each. One that is slow has turns in the first rounds alone. */
	readonly rounds: number;
	/** About so many milliseconds for all turns of an engine. A turn is at least one run. */
	readonly budget: number;
}

/** Fewer rounds in less time. */
export function quickly({ budget }: Effort): Effort {
	return { rounds: 3, budget: budget / 3 };
}

/** An engine at its seat that gave the right answer. */
interface Racer {
	readonly engine: Engine;
	readonly seat: Seat;
	readonly details?: string;
	/** How often it runs in a turn, and how many turns it has. */
	readonly runs: number;
	readonly turns: number;
	/** Milliseconds of one run, by round. */
	readonly times: number[];
}

/**
 * Lets engines compute the same and times them in turns, so that a slow moment of the machine meets all of them. One that gives a wrong
 * answer is not timed.
 *
 * @param sit gives an engine its seat
 */
export async function compare(
	comparison: Comparison,
	participants: readonly Engine[],
	sit: (engine: Engine) => Seat,
	effort: Effort,
): Promise<Compared> {
	const { work, tooSlow = [], ...described } = comparison;
	const right: Answer = work.kind === 'program' ? rightAnswers(work) : makeKernel(work).plain();
	const seats = participants.filter(({ name }) => !tooSlow.includes(name)).map((engine) => ({ engine, seat: sit(engine) }));
	try {
		const racers: (Racer | Entry)[] = [];
		for (const { engine, seat } of seats) racers.push(await getReady(engine, seat, comparison, right, effort).catch(failed(engine)));
		for (let round = 0; round < effort.rounds; round++)
			for (const racer of racers) if ('seat' in racer && round < racer.turns) racer.times.push(await racer.seat.time(racer.runs));
		const { parts = 1 } = comparison;
		const entries = racers.map((racer) => ('seat' in racer ? measured(racer, parts) : racer));
		const leftOut = tooSlow.map((engine): Entry => ({ engine, status: 'not run', reason: 'it would take minutes' }));
		return { ...described, entries: [...entries, ...leftOut], ratios: ratiosOf(racers) };
	} finally {
		for (const { seat } of seats) await seat.close();
	}
}

function failed({ name }: Engine): (error: unknown) => Entry {
	return (error) => ({ engine: name, status: 'failed', reason: firstLine(error) });
}

/** Compares the answer of an engine, and finds how much it can do in the time it has. */
async function getReady(engine: Engine, seat: Seat, { work }: Comparison, right: Answer, effort: Effort): Promise<Racer | Entry> {
	const first = await seat.open(work);
	if (isNotRun(first)) return { engine: engine.name, status: 'not run', reason: first.notRun };
	const wrong = difference(first.answer, right);
	if (wrong !== undefined) return { engine: engine.name, status: 'wrong', reason: wrong };
	const { rounds, budget } = effort;
	const isLong = first.milliseconds > LONG;
	const once = isLong ? first.milliseconds : await seat.time(1);
	const { details } = first;
	return {
		engine,
		seat,
		...(details === undefined ? {} : { details }),
		runs: Math.max(1, Math.floor(budget / rounds / once)),
		turns: isLong ? 0 : Math.max(3, Math.min(rounds, Math.floor(budget / once))),
		times: isLong ? [once] : [],
	};
}

function measured({ engine, details, times }: Racer, parts: number): Measured {
	const each = times.map((time) => time / parts);
	return {
		engine: engine.name,
		status: 'measured',
		...(details === undefined ? {} : { details }),
		milliseconds: median(each),
		spread: quartiles(each),
		rounds: times.length,
	};
}

function ratiosOf(racers: readonly (Racer | Entry)[]): readonly Ratio[] {
	const ran = racers.filter((racer) => 'seat' in racer);
	return ran
		.filter(({ engine }) => engine.backend !== undefined)
		.flatMap((ours) =>
			ran
				.filter((other) => other !== ours)
				.map((other) => ({ ours: ours.engine.name, other: other.engine.name, ...ratioOf(ours.times, other.times) })),
		);
}
