import { altaError, isAltaError, type Problem } from '@alta-ts/diagnostics';
import { type RaspValue, resultJson, type Session, valueLines } from '@alta-ts/rasp';
import type { Arguments } from '../arguments.js';
import type { Command } from '../command.js';
import { writeFlowPicture } from '../flow-picture.js';
import type { Io } from '../io.js';
import { readInput, readOutput, runStatements } from '../rasp-file.js';
import { printAll } from '../report-error.js';

/** `alta eval`. */
export const evaluate: Command = {
	usage: 'FILE.rasp --output NAME',
	words: { min: 1, max: 1 },
	description:
		'Runs a RASP file and prints what one of its names stands for: of an s-op the sequence, and of a selector the square, that it makes of each input. ' +
		'Inputs are written as in RASP: a text in double quotes, a list or a dict. Without one it is the example that the file sets, else "hello". ' +
		'What the file draws goes into the folder comp_flows. Statements that fail are told; what does not depend on them is printed all the same, and the exit code is 1. So it is where evaluation fails on one of several inputs.',
	options: [
		{ name: 'output', value: 'NAME', help: 'The name to evaluate, or any other expression of RASP.' },
		{ name: 'input', value: 'LITERAL', repeats: true, help: "An input, such as '\"hello\"' or '[1, 2]'." },
	],
	examples: [
		{ command: `alta eval reverse.rasp --output reversed --input '"hello"'`, says: '[o, l, l, e, h] (strings)' },
		{
			command: `alta eval sort.rasp --output sorted --input '[3, 1, 2]' --input '[2, 1]' --json`,
			says: 'one JSON object an input, {"kind":"failed", …} where it fails',
		},
	],
	run: async (input, io) => {
		const path = input.words[0] ?? '';
		const { session, problems, traps } = await runStatements(path, io, {
			draw: (drawn, on, drawing) => writeFlowPicture(drawn, on, drawing, io),
		});
		printAll([...traps, ...problems], io);
		const value = readOutput(session, requireOutput(input, session), io);
		let isWell = problems.length === 0;
		for (const result of results(session, value, input.texts('input'), io)) {
			if ('failed' in result) {
				isWell = false;
				if (input.flag('json')) io.stdout.write(`${failureJson(result)}\n`);
				printAll(result.failed, io);
			} else io.stdout.write(`${shown(result.value, session, input.flag('json'))}\n`);
		}
		return isWell ? 0 : 1;
	},
};

function shown(result: RaspValue, { labels }: Session, json: boolean): string {
	return json ? resultJson(result) : valueLines(result, labels).join('\n');
}

/** What came of an input, or why evaluation fails on it. */
type Result = { readonly value: RaspValue } | Failed;
interface Failed {
	readonly input: string;
	readonly failed: readonly Problem[];
}

/** One result for each input. A plain value is the same for each. Throws what is wrong with how an input is written, before any is evaluated. */
function results(session: Session, value: RaspValue, inputs: readonly string[], io: Io): readonly Result[] {
	if (inputs.length === 0) return [{ value: session.onExample(value) }];
	if (typeof value !== 'object' || !('op' in value)) return inputs.map(() => ({ value }));
	const read = inputs.map((text) => ({ text, input: readInput(session, text, io) }));
	return read.map(({ text, input }): Result => {
		try {
			return { value: session.apply(value, input) };
		} catch (error) {
			if (!isAltaError(error)) throw error;
			return { input: text, failed: error.problems.map((each) => ({ ...each, where: [`--input ${text}`, ...each.where] })) };
		}
	});
}

function failureJson({ input, failed: [first] }: Failed): string {
	return JSON.stringify({ kind: 'failed', input, code: first?.code, what: first?.what });
}

function requireOutput(input: Arguments, session: Session): string {
	const output = input.text('output');
	if (output !== undefined) return output;
	const names = session.ownNames();
	throw altaError('ALTA9005', {
		what: 'There is no --output.',
		where: ['alta eval'],
		why: names.length === 0 ? 'It says what to evaluate, and the file binds no name.' : `The file binds ${names.join(', ')}.`,
		fix: `Write --output ${names.at(-1) ?? 'length'}.`,
	});
}
