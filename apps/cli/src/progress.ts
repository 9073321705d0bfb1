import type { Io } from './io.js';

/** Work that takes this long is reported, in milliseconds, and again each time it takes as long. */
const INTERVAL = 2000;

/** Tells how far a piece of work has come. */
export type Progress = (done: number, total: number) => void;

/**
 * Reports progress on standard error, as short lines: nothing for the first two seconds, then a line at most every two. Each says about how long
 * the rest takes, as if it went on as fast as until now.
 */
export function createProgress(io: Io, work: string): Progress {
	const note = createNotes(io);
	return (done, total) => {
		if (0 < done && done < total)
			note((passed) => `${work}: ${done} of ${total}, about ${leftText((passed / done) * (total - done))} left`);
	};
}

/** The same for work whose length is not known: takes a line each time there is one, and writes the one that is due. */
export function createSlowNotes(io: Io): (line: string) => void {
	const note = createNotes(io);
	return (line) => note(() => line);
}

/** A time to wait for, rounded up. */
export function leftText(milliseconds: number): string {
	const seconds = Math.ceil(milliseconds / 1000);
	if (seconds <= 60) return `${seconds} s`;
	return seconds <= 7200 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3600)} h`;
}

/** Writes a line that is due, made of how long the work has taken. */
function createNotes(io: Io): (lineAfter: (milliseconds: number) => string) => void {
	const begun = io.now();
	let last = begun;
	return (lineAfter) => {
		const now = io.now();
		if (now - last < INTERVAL) return;
		last = now;
		io.stderr.write(`${lineAfter(now - begun)}\n`);
	};
}
