import { isAltaError } from '@alta-ts/diagnostics';
import { createPaperConsole, createTerminalConsole, parseRasp, type RaspValue, resultJson, type Session } from '@alta-ts/rasp';
import type { Command } from '../command.js';
import { writeFlowPicture } from '../flow-picture.js';
import type { Io, Terminal } from '../io.js';
import { problemsOf, startSession } from '../rasp-file.js';

/** `alta repl`. */
export const repl: Command = {
	usage: '',
	words: { min: 0, max: 0 },
	description:
		'Starts a console for RASP. On a terminal every definition is shown on the running example, statements may take several lines, the tabulator ' +
		"completes names, and the arrow keys bring back earlier lines. On a pipe it prints what the paper's console prints. " +
		'Files are loaded with load "path"; and examples are set with set example "hello".',
	options: [],
	examples: [
		{ command: 'alta repl', says: 'a console; exit leaves it' },
		{ command: "echo 'length;' | alta repl", says: "what the paper's console prints" },
	],
	run: async (input, io) => {
		const terminal = io.openTerminal;
		if (input.flag('json')) await answerInJson(io);
		else if (terminal === undefined) await answerLikePaper(io);
		else
			await converse(
				startSession({ misfits: 'report', draw: (drawn, on, session) => writeFlowPicture(drawn, on, session, io) }, io),
				terminal,
				io,
			);
		return 0;
	},
};

/** Reads lines and prints what the paper's console prints. */
async function answerLikePaper(io: Io): Promise<void> {
	const paper = createPaperConsole(startSession({ draw: (drawn, on, session) => writeFlowPicture(drawn, on, session, io) }, io));
	io.stdout.write(paper.start());
	for await (const line of io.readLines()) {
		io.stdout.write(paper.line(line));
		if (paper.ended()) return;
	}
	io.stdout.write(paper.end());
}

/** Reads a whole input and prints one line of JSON for everything that it leads to. */
async function answerInJson(io: Io): Promise<void> {
	const session = startSession({ misfits: 'report' }, io);
	const text = new TextDecoder().decode(await io.readStdin());
	const { program, problems } = parseRasp(text, 'input');
	for (const problem of problems) io.stdout.write(`${JSON.stringify({ problem })}\n`);
	for (const outcome of session.run(program, text).outcomes) {
		for (const problem of problemsOf(outcome)) io.stdout.write(`${JSON.stringify({ problem })}\n`);
		if (outcome.kind === 'shown')
			io.stdout.write(`{"name":${JSON.stringify(outcome.name)},"result":${resultJson(shownValue(session, outcome.value))}}\n`);
		if (outcome.kind === 'applied') io.stdout.write(`{"result":${resultJson(outcome.value)}}\n`);
	}
}

/** A value on its example, or as it is where it has none there. */
function shownValue(session: Session, value: RaspValue): RaspValue {
	try {
		return session.onExample(value);
	} catch (error) {
		if (isAltaError(error)) return value;
		throw error;
	}
}

/** Talks with a person at a terminal. */
async function converse(session: Session, open: NonNullable<Io['openTerminal']>, io: Io): Promise<void> {
	const { colours } = io.stdout;
	const talk = createTerminalConsole(session, colours);
	const terminal = open(talk.complete);
	io.stdout.write(
		`RASP, on the example ${session.examples.sOp.input.text}. ${colours.dim('help helps, exit leaves, the tabulator completes.')}\n`,
	);
	for (
		let entry = await nextEntry(terminal, talk.isUnfinished, io);
		entry !== undefined;
		entry = await nextEntry(terminal, talk.isUnfinished, io)
	) {
		const { text, ended } = talk.run(entry);
		io.stdout.write(text);
		if (ended) break;
	}
	terminal.close();
}

/** Lines until they are complete. An interrupt gives up what was typed; twice in a row it leaves. */
async function nextEntry(terminal: Terminal, isUnfinished: (entry: string) => boolean, io: Io): Promise<string | undefined> {
	let entry = '';
	let given = false;
	for (;;) {
		const answer = await terminal.ask(entry === '' ? '> ' : '… ');
		if (answer === 'end') return undefined;
		if (answer === 'interrupt') {
			if (given) return undefined;
			given = true;
			const dropped = entry === '' ? '' : 'What was not finished is dropped. ';
			entry = '';
			io.stdout.write(`\n${io.stdout.colours.dim(`${dropped}Again to leave.`)}\n`);
			continue;
		}
		given = false;
		entry += `${answer.line}\n`;
		if (entry.trim() === '') entry = '';
		else if (!isUnfinished(entry)) return entry;
	}
}
