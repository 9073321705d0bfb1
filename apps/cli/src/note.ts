import type { Io } from './io.js';

/** Says something that is no problem but good to know, on standard error. */
export function writeNote(text: string, io: Io): void {
	io.stderr.write(`${io.stderr.colours.dim(`note: ${text}`)}\n`);
}
