import type { Io } from './io.js';

/** Work that takes this long is reported, in milliseconds, and again each time it takes as long. */
const INTERVAL = 2000;

/** Tells how far a piece of work has come. */
export type Progress = (done: number, total: number) => void;

/** Reports progress on standard error, as short lines: nothing for the first two seconds, then a line at most every two. */
export function createProgress(io: Io, work: string): Progress {
	let last = io.now();
	return (done, total) => {
		const now = io.now();
		if (now - last < INTERVAL || done >= total) return;
		last = now;
		io.stderr.write(`${work}: ${done} of ${total}\n`);
	};
}
