import { altaError } from '@alta-ts/diagnostics';
import { longestInput, type Model } from '@alta-ts/model';
import { createRandom, findTask, randomInteger } from '@alta-ts/programs';
import type { Arguments } from './arguments.js';
import { counted } from './counted.js';
import { everyInput, type InputStream } from './exhaustive.js';
import { type Input, readInputs } from './inputs.js';
import type { Io } from './io.js';
import type { LoadedProgram } from './load-program.js';

export const SAMPLES = 100;
export const MAX_LENGTH = 16;
export const SEED = 1;

/** So often a random text is made that the weights may take. */
const MOST_TRIES = 1000;

/** The options that ask for random inputs. */
const RANDOM_OPTIONS: readonly string[] = ['samples', 'seed', 'max-length'];

/** So many lines are listed. */
const SHOWN = 5;

/**
 * The inputs to compare, as tokens: every one, those in a file, those of a profile, or random ones. Weights that are there already may take no longer ones than so
 * many tokens; longer ones are not drawn.
 *
 * @throws what `everyInput` and `readInputs` throw, and ALTA9031 for inputs in a file, or of a task, that the weights do not take.
 */
export async function verifyInputs(
	loaded: LoadedProgram,
	{ weights, profiled }: { readonly weights: Model | undefined; readonly profiled: readonly Input[] | undefined },
	input: Arguments,
	io: Io,
): Promise<InputStream> {
	const limit = weights === undefined ? Number.POSITIVE_INFINITY : longestInput(weights.config);
	const maxLength = input.integer('max-length', 0) ?? MAX_LENGTH;
	if (input.flag('exhaustive')) return everyInput(loaded, input, maxLength, limit);
	if (input.text('inputs') !== undefined) {
		const inputs = (await readInputs(loaded.codec, input, io)).map((each) => each.tokens);
		refuseTooLong(inputs, limit, loaded.program.name);
		return listed(inputs);
	}
	if (profiled !== undefined && RANDOM_OPTIONS.every((name) => input.text(name) === undefined))
		return listed(profiled.map(({ tokens }) => tokens));
	const samples = input.integer('samples', 1) ?? SAMPLES;
	const random = createRandom(input.integer('seed', 0) ?? SEED);
	return listed(Array.from({ length: samples }, inputMaker(loaded, maxLength, limit, random)));
}

function listed(inputs: readonly (readonly string[])[]): InputStream {
	const longest = inputs.reduce((most, tokens) => Math.max(most, tokens.length), 0);
	return { count: inputs.length, inputs, longest };
}

/** Random inputs: texts of the task, or any tokens of a program that is not of the library. */
function inputMaker(
	{ task, codec, program }: LoadedProgram,
	maxLength: number,
	limit: number,
	random: () => number,
): () => readonly string[] {
	const most = Math.min(maxLength, limit);
	if (task === undefined) {
		const { tokens } = program.input;
		const longest = Math.min(most, program.positions ?? most);
		return () => Array.from({ length: randomInteger(random, 0, longest) }, () => tokens[randomInteger(random, 0, tokens.length - 1)] ?? '');
	}
	const generate = findTask(task.name).generate(task.options);
	return () => {
		for (let tries = 0; tries < MOST_TRIES; tries++) {
			const tokens = codec.encode(generate(random, { maxLength: most }));
			if (tokens.length <= limit) return tokens;
		}
		throw tooLong(`Random inputs of ${program.name} are longer than ${counted(limit, 'token')}.`, program.name, limit);
	};
}

function refuseTooLong(inputs: readonly (readonly string[])[], limit: number, name: string): void {
	const lines = inputs.flatMap(({ length }, index) => (length > limit ? [index + 1] : []));
	if (lines.length === 0) return;
	const list = `${lines.slice(0, SHOWN).join(', ')}${lines.length > SHOWN ? ', …' : ''}`;
	throw tooLong(
		`${counted(lines.length, 'input')} ${lines.length === 1 ? 'is' : 'are'} too long for the weights: ${lines.length === 1 ? 'line' : 'lines'} ${list}.`,
		name,
		limit,
	);
}

function tooLong(what: string, name: string, limit: number): Error {
	return altaError('ALTA9031', {
		what,
		where: [`program ${name}`],
		why: `The weights take at most ${counted(limit, 'token')}.`,
		fix: 'Leave long inputs out, or compile the program for longer ones.',
	});
}
