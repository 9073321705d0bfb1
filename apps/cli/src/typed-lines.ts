import { PassThrough } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** Where keys come from: a terminal, or what stands for one in a test. */
export type Keys = NodeJS.ReadableStream & { readonly isTTY?: boolean; readonly setRawMode?: (isRaw: boolean) => unknown };

/** What an interrupt is typed as. */
const INTERRUPT = '\u0003';

/** What ends a piece that is handed on. */
const ENDS = ['\r', '\n', INTERRUPT];

/** What is typed, a line at a time. */
export interface TypedLines {
	/** To read from. */
	readonly input: PassThrough & { readonly setRawMode: (isRaw: boolean) => void };
	/** Hands on what comes, up to the end of the next line. */
	release(): void;
	/** Listens no more. */
	close(): void;
}

/**
 * Holds back what is typed, or pasted, after the end of a line or an interrupt, until the next line is asked for: several lines can come at once, and
 * whoever asks for one line would lose the others.
 */
export function createTypedLines(stdin: Keys): TypedLines {
	const decoder = new StringDecoder('utf8');
	const input = Object.assign(new PassThrough(), {
		setRawMode: (isRaw: boolean): void => {
			if (stdin.isTTY === true) stdin.setRawMode?.(isRaw);
		},
	});
	let held = '';
	let isOpen = false;
	let ended = false;
	let afterReturn = false;
	const pass = (): void => {
		if (!isOpen) return;
		// The second half of the end of a line.
		if (afterReturn && held.startsWith('\n')) held = held.slice(1);
		const ends = ENDS.map((key) => held.indexOf(key)).filter((at) => at >= 0);
		const line = ends.length === 0 ? held : held.slice(0, Math.min(...ends) + 1);
		held = held.slice(line.length);
		if (ends.length > 0) isOpen = false;
		if (line !== '') afterReturn = line.endsWith('\r');
		if (line !== '') input.write(line);
		else if (ended) input.end();
	};
	const more = (chunk: Uint8Array | string): void => {
		held += typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk));
		pass();
	};
	const end = (): void => {
		ended = true;
		pass();
	};
	stdin.on('data', more).on('end', end);
	return {
		input,
		release: () => {
			isOpen = true;
			pass();
		},
		close: () => {
			stdin.off('data', more).off('end', end).pause();
		},
	};
}
