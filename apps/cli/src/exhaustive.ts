import { altaError } from '@alta-ts/diagnostics';
import { findTask } from '@alta-ts/programs';
import { countSequences, everySequence } from '@alta-ts/verify';
import type { Arguments } from './arguments.js';
import { grouped } from './counted.js';
import type { LoadedProgram } from './load-program.js';

/** Inputs that are compared one after the other. */
export interface InputStream {
	readonly count: number;
	readonly inputs: Iterable<readonly string[]>;
	/** An upper bound on their length, in tokens. */
	readonly longest: number;
	/** How many units the longest has, where inputs are all up to a length. */
	readonly units?: number;
}

/** More inputs than this would take days. */
const MOST_INPUTS = 5_000_000;

/**
 * Every input of up to so many units: texts of a task whose texts are all sequences of some words, or else sequences of the program's tokens.
 * Where the program, or weights that take so many tokens, allow less, it is every input that they take.
 *
 * @throws ALTA9007 for options that choose inputs, ALTA9046 where there are too many inputs.
 */
export function everyInput(
	{ program, codec, task }: LoadedProgram,
	input: Arguments,
	wanted: number,
	mostTokens: number = Number.POSITIVE_INFINITY,
): InputStream {
	const other = ['inputs', 'samples', 'seed'].find((name) => input.text(name) !== undefined);
	if (other !== undefined) {
		throw altaError('ALTA9007', {
			what: `Both --exhaustive and --${other} are given.`,
			why: 'The first compares every input, the second chooses some.',
			fix: 'Leave one of them out.',
		});
	}
	const described = task === undefined ? undefined : findTask(task.name);
	const words = described?.alphabet;
	const limit = words === undefined ? program.positions : described?.maxLength(task?.options);
	const symbols = words ?? program.input.tokens;
	const tokensOf = (units: number): number =>
		words === undefined ? units : codec.encode(new Array<string>(units).fill(words[0] ?? '').join(' ')).length;
	let units = Math.min(wanted, limit ?? wanted, mostTokens);
	while (units > 0 && tokensOf(units) > mostTokens) units--;
	const count = countSequences(symbols.length, units);
	if (count > MOST_INPUTS) throw tooMany(program.name, count, symbols.length, units);
	const inputs = everySequence(symbols, units);
	if (words === undefined) return { count, inputs, longest: units, units };
	return { count, inputs: encoded(inputs, (text) => codec.encode(text)), longest: tokensOf(units), units };
}

function* encoded(texts: Iterable<readonly string[]>, encode: (text: string) => readonly string[]): Generator<readonly string[]> {
	for (const words of texts) yield encode(words.join(' '));
}

function tooMany(name: string, count: number, symbols: number, maxLength: number): Error {
	const number = count < Number.MAX_SAFE_INTEGER ? grouped(count) : `about ${count.toPrecision(2)}`;
	return altaError('ALTA9046', {
		what: `There are ${number} inputs of up to ${maxLength} units.`,
		where: [`program ${name}`],
		why: `Each unit is one of ${symbols}; at most ${grouped(MOST_INPUTS)} inputs are compared one by one.`,
		fix: 'Give a smaller --max-length, or leave --exhaustive out for random inputs.',
	});
}
