import { RaspError } from '../graph/rasp-error.js';
import { parseRasp } from '../language/parse.js';
import type { Outcome } from '../session/outcome.js';
import type { Session } from '../session/session.js';
import { errorLines, syntaxLine } from './error-lines.js';
import { applicationListing, exampleListing, type ListingOptions, listing } from './listing.js';

/** A console on a pipe: lines go in, and text comes out as the paper's console prints it. */
export interface PaperConsole {
	/** What is printed at the start, up to and with the first prompt. */
	readonly start: () => string;
	/** Takes a line, and gives what is printed up to and with the next prompt. */
	readonly line: (line: string) => string;
	/** What is printed at the end of the input. */
	readonly end: () => string;
	/** Whether an `exit` has ended the session. */
	readonly ended: () => boolean;
}

/** The console of the paper on a session. */
export function createPaperConsole(session: Session): PaperConsole {
	let pending = '';
	let ended = false;

	function answer(line: string): string {
		const text = `${pending}${line}\n`;
		const parsed = parseRasp(text, 'console');
		const items = parsed.program.statements.filter(({ kind }) => kind !== 'comment');
		if (parsed.status === 'incomplete' || (parsed.status === 'ok' && items.length === 0)) {
			pending = text;
			return continuation(text);
		}
		pending = '';
		if (parsed.status === 'error') return `${syntaxLine(parsed.problems[0]?.what ?? 'the text is not RASP.')}\n${PROMPT}`;
		const { outcomes, ended: exits } = session.run(parsed.program, text);
		ended = exits;
		const printed = outcomes.flatMap((each) => paperLines(each, session)).map((each) => `${each}\n`);
		return printed.join('') + (exits ? '' : PROMPT);
	}

	return {
		start: () => `RASP 0.1\nrunning example is: hello\n${PROMPT}`,
		line: answer,
		end: () => '\n',
		ended: () => ended,
	};
}

const PROMPT = '>> ';

/** An unfinished statement is asked to go on, deeper with every function that it defines. */
function continuation(pending: string): string {
	const definitions = pending.match(/\bdef\b/g)?.length ?? 0;
	return `.. ${'  '.repeat(definitions)}`;
}

/** What the paper's console prints for an outcome. */
function paperLines(outcome: Outcome, session: Session): readonly string[] {
	const options: ListingOptions = { labels: session.labels, examples: session.examples, bare: false };
	switch (outcome.kind) {
		case 'shown':
			return orError(() => listing(outcome.value, outcome.name, { ...options, bare: outcome.loaded }));
		case 'applied':
			return applicationListing(outcome.value, options);
		case 'examples':
			return exampleListing(outcome.which, options);
		case 'failed':
		case 'misfit':
			return errorLines(outcome.error);
		case 'unreadable':
			return [syntaxLine(outcome.problems[0]?.what ?? 'the file is not RASP.')];
	}
}

/** A listing, or the error that keeps it from being made: a selector may have no value on its example. */
function orError(lines: () => readonly string[]): readonly string[] {
	try {
		return lines();
	} catch (error) {
		if (error instanceof RaspError) return errorLines(error);
		throw error;
	}
}
