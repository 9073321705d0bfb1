import type { Io } from './io.js';

/** Work that takes this long is reported, in milliseconds, and again each time it takes as long. */
const INTERVAL = 2000;

/** Tells how far a piece of work has come. */
export type Progress = (done: number, total: number) => void;

/** Reports progress on standard error, as short lines: nothing for the first two seconds, then a line at most every two. */
export function createProgress(io: Io, work: string): Progress {
	const note = createSlowNotes(io);
	return (done, total) => {
		if (done < total) note(`${work}: ${done} of ${total}`);
	};
}

/** The same for work whose length is not known: takes a line each time there is one, and writes the one that is due. */
export function createSlowNotes(io: Io): (line: string) => void {
	let last = io.now();
	return (line) => {
		const now = io.now();
		if (now - last < INTERVAL) return;
		last = now;
		io.stderr.write(`${line}\n`);
	};
}
