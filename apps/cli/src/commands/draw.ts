import { extname } from 'node:path';
import { AltaError, altaError, isAltaError } from '@alta-ts/diagnostics';
import { drawFlow, flowData, isSOp, type RaspInput, type RaspValue, type Session, type SOp } from '@alta-ts/rasp';
import type { Arguments } from '../arguments.js';
import type { Command } from '../command.js';
import type { Io } from '../io.js';
import { writeNote } from '../note.js';
import { readInput, readOutput, runRaspFile } from '../rasp-file.js';
import { printAll } from '../report-error.js';
import { writeText } from '../write-text.js';

/** `alta draw`. */
export const draw: Command = {
	usage: 'FILE.rasp -o FILE.svg',
	words: { min: 1, max: 1 },
	description:
		'Draws how an s-op of a RASP file comes about, layer by layer, as the paper does: heads with what they compare, select and fetch, and below them ' +
		'what is computed position by position. Without --output it is the last s-op that the file binds, and without --input the example.',
	options: [
		{ name: 'file', short: 'o', value: 'FILE', help: 'The picture to write, in SVG. Without it the picture is printed.' },
		{ name: 'output', value: 'NAME', help: 'The s-op to draw: a name, or any other expression of RASP.' },
		{ name: 'input', value: 'LITERAL', help: "The input to show it on, such as '\"hello\"' or '[1, 2]'." },
	],
	examples: [
		{ command: 'alta draw sort.rasp -o sort.svg', says: 'the last s-op of sort.rasp, on the example' },
		{ command: `alta draw sort.rasp -o sort.svg --output sorted --input '"cabbage"'`, says: 'sorted, on the text cabbage' },
	],
	run: async (input, io) => {
		const file = input.text('file');
		if (file !== undefined && extname(file) !== '.svg') throw noPicture(file);
		const { session, traps } = await runRaspFile(input.words[0] ?? '', io);
		printAll(traps, io);
		const drawn = chosen(input, session, io);
		const literal = input.text('input');
		const on = session.input(literal === undefined ? session.examples.sOp.value : readInput(session, literal, io));
		if (input.flag('json')) io.stdout.write(`${JSON.stringify(flowData(drawn, session.labels))}\n`);
		const picture = pictureOf(drawn, on, session, literal !== undefined);
		if (file !== undefined) {
			await writeText(file, picture, io);
			writeNote(`drawn in ${file}`, io);
		} else if (!input.flag('json')) io.stdout.write(picture);
		return 0;
	},
};

function noPicture(file: string): AltaError {
	return altaError('ALTA9052', {
		what: `The picture cannot be "${file}".`,
		where: ['alta draw'],
		why: 'Pictures are written in SVG, which browsers show.',
		fix: `Write -o ${file.slice(0, file.length - extname(file).length) || 'flow'}.svg.`,
	});
}

/** A picture; where the s-op has no value on an example that nobody chose, that is told. */
function pictureOf(drawn: SOp, on: RaspInput, session: Session, isChosen: boolean): string {
	try {
		return drawFlow(drawn, on, session.labels);
	} catch (error) {
		if (isChosen || !isAltaError(error)) throw error;
		const why = `Without --input it is drawn on the example ${on.text}.`;
		const fix = "Give an input with --input, such as --input '[1, 2]', or set an example in the file.";
		throw new AltaError(error.problems.map((each) => ({ ...each, why: `${why} ${each.why}`, fix })));
	}
}

function chosen(input: Arguments, session: Session, io: Io): SOp {
	const output = input.text('output');
	const values = output === undefined ? session.ownNames().map((name) => session.value(name)) : [readOutput(session, output, io)];
	const found = values.filter((value) => value !== undefined).findLast(isSequence);
	if (found !== undefined) return found;
	throw altaError('ALTA9052', {
		what: output === undefined ? 'The file binds no s-op.' : `${output} is no s-op.`,
		where: ['alta draw'],
		why: 'A drawing shows how an s-op comes about.',
		fix: 'Name an s-op with --output.',
	});
}

function isSequence(value: RaspValue): value is SOp {
	return typeof value === 'object' && 'op' in value && isSOp(value);
}
