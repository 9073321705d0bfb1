import { altaError } from '@alta-ts/diagnostics';
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
		'What the file draws goes into the folder comp_flows. Statements that fail are told; what does not depend on them is printed all the same, and the exit code is 1.',
	options: [
		{ name: 'output', value: 'NAME', help: 'The name to evaluate, or any other expression of RASP.' },
		{ name: 'input', value: 'LITERAL', repeats: true, help: "An input, such as '\"hello\"' or '[1, 2]'." },
	],
	examples: [
		{ command: `alta eval reverse.rasp --output reversed --input '"hello"'`, says: '[o, l, l, e, h] (strings)' },
		{ command: `alta eval sort.rasp --output sorted --input '[3, 1, 2]' --input '[2, 1]' --json`, says: 'one JSON object an input' },
	],
	run: async (input, io) => {
		const path = input.words[0] ?? '';
		const { session, problems, traps } = await runStatements(path, io, {
			draw: (drawn, on, drawing) => writeFlowPicture(drawn, on, drawing, io),
		});
		printAll([...traps, ...problems], io);
		const value = readOutput(session, requireOutput(input, session), io);
		for (const result of results(session, value, input.texts('input'), io))
			io.stdout.write(`${shown(result, session, input.flag('json'))}\n`);
		return problems.length === 0 ? 0 : 1;
	},
};

function shown(result: RaspValue, { labels }: Session, json: boolean): string {
	return json ? resultJson(result) : valueLines(result, labels).join('\n');
}

/** One result for each input. A plain value is the same for each. */
function results(session: Session, value: RaspValue, inputs: readonly string[], io: Io): readonly RaspValue[] {
	if (inputs.length === 0) return [session.onExample(value)];
	const isNode = typeof value === 'object' && 'op' in value;
	return inputs.map((each) => (isNode ? session.apply(value, readInput(session, each, io)) : value));
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
