import { createInterface } from 'node:readline';
import type { Completer, Terminal } from './io.js';
import { createTypedLines, type Keys } from './typed-lines.js';

/** The lines of a stream, as they come. */
export function readLines(stream: NodeJS.ReadableStream): AsyncIterable<string> {
	return createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
}

/** Where keys come from and what is shown goes to. */
export interface Screen {
	readonly stdin: Keys;
	readonly stdout: NodeJS.WritableStream;
}

/** The terminal that the process runs in. Lines typed before can be fetched back, and the tabulator completes. */
export function openTerminal(complete: Completer, { stdin, stdout }: Screen = process): Terminal {
	const keys = createTypedLines(stdin);
	const lines = createInterface({
		input: keys.input,
		output: stdout,
		terminal: true,
		historySize: 1000,
		removeHistoryDuplicates: true,
		completer: (line: string) => {
			const { words, part } = complete(line);
			return [[...words], part];
		},
	});
	let closed = false;
	lines.on('close', () => {
		closed = true;
		keys.close();
	});
	return {
		ask: (prompt) =>
			new Promise((resolve) => {
				if (closed) {
					resolve('end');
					return;
				}
				const done = (answer: { readonly line: string } | 'interrupt' | 'end'): void => {
					lines.off('line', typed).off('close', ended).off('SIGINT', interrupted);
					resolve(answer);
				};
				const typed = (line: string): void => done({ line });
				const ended = (): void => done('end');
				const interrupted = (): void => {
					lines.write(null, { ctrl: true, name: 'e' });
					lines.write(null, { ctrl: true, name: 'u' });
					done('interrupt');
				};
				lines.on('line', typed).on('close', ended).on('SIGINT', interrupted);
				lines.setPrompt(prompt);
				lines.prompt();
				keys.release();
			}),
		close: () => lines.close(),
	};
}
