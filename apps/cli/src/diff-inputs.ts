import { altaError, isAltaError } from '@alta-ts/diagnostics';
import { createRandom, findTask, randomInteger } from '@alta-ts/programs';
import type { DiffInput } from '@alta-ts/verify';
import type { Arguments } from './arguments.js';
import type { LoadedSide } from './diff-side.js';
import { encodeAll, readInputs } from './inputs.js';
import type { Io } from './io.js';
import { MAX_LENGTH, SAMPLES, SEED } from './verify-inputs.js';

/** The inputs of a comparison. */
export interface DiffInputs {
	readonly inputs: readonly DiffInput[];
	/** Whether the sides read some input differently, so that positions of one are not those of the other. */
	readonly apart: boolean;
}

/**
 * The inputs of `alta diff`, each as both sides read it: those on the command line or in a file; else random texts of the task that A or B is; else
 * random tokens.
 *
 * @throws what reading inputs throws, of both sides.
 */
export async function diffInputs(a: LoadedSide, b: LoadedSide, input: Arguments, io: Io): Promise<DiffInputs> {
	const words = input.words.slice(2);
	const isGiven = words.length > 0 || input.text('inputs') !== undefined;
	const inputs = isGiven ? await givenInputs(a, b, words, input, io) : randomInputs(a, b, input);
	const apart = inputs.some((each) => each.a.length !== each.b.length || each.a.some((token, index) => token !== each.b[index]));
	return { inputs, apart };
}

async function givenInputs(
	a: LoadedSide,
	b: LoadedSide,
	words: readonly string[],
	input: Arguments,
	io: Io,
): Promise<readonly DiffInput[]> {
	const ofA = await readInputs(a.codec, input, io, words);
	const ofB = encodeAll(
		b.codec,
		ofA.map(({ text, place }) => ({ text, place: ['B', ...place] })),
	);
	return ofA.map(({ tokens }, index) => ({ a: tokens, b: ofB[index]?.tokens ?? [] }));
}

/** So often a random text is made that both sides may take. */
const MOST_TRIES = 1000;

function randomInputs(a: LoadedSide, b: LoadedSide, input: Arguments): readonly DiffInput[] {
	const random = createRandom(input.integer('seed', 0) ?? SEED);
	const maxLength = input.integer('max-length', 0) ?? MAX_LENGTH;
	const most = Math.min(maxLength, a.longest, b.longest);
	const task = a.task ?? b.task;
	const madeFor = task !== undefined && a.task === undefined ? b : a;
	const make = (_: unknown, index: number): DiffInput => {
		const read = (side: LoadedSide, text: string): readonly string[] =>
			side === madeFor ? side.codec.encode(text) : readMade(side, madeFor, text, index);
		if (task === undefined) {
			const tokens = randomTokens(tokensOf(a), randomInteger(random, 0, most), random);
			return { a: tokens, b: read(b, tokens.join(' ')) };
		}
		const generate = findTask(task.name).generate(task.options);
		for (let tries = 0; ; tries++) {
			const text = generate(random, { maxLength: most });
			const made = { a: read(a, text), b: read(b, text) };
			if ((made.a.length <= a.longest && made.b.length <= b.longest) || tries === MOST_TRIES) return made;
		}
	};
	return Array.from({ length: input.integer('samples', 1) ?? SAMPLES }, make);
}

/** Reads a text that was made for the other side. */
function readMade({ codec, word }: LoadedSide, { word: { letter } }: LoadedSide, text: string, index: number): readonly string[] {
	try {
		return codec.encode(text);
	} catch (error) {
		if (!isAltaError(error)) throw error;
		const [first] = error.problems;
		throw altaError(first?.code ?? error.code, {
			what: `${word.letter} cannot read input ${index + 1}, ${text === '' ? '(empty)' : `"${text}"`}, which was made for ${letter}.`,
			where: [word.letter, ...(first?.where ?? [])],
			why: first === undefined ? '' : `${first.what} ${first.why}`,
			fix: `Give tokens, or --inputs, that both can read${letter === 'A' ? ', or change places: inputs are made for A' : ''}.`,
		});
	}
}

function tokensOf({ source }: LoadedSide): readonly string[] {
	if ('program' in source) return source.program.input.tokens;
	const { input } = source.model.config;
	return input.kind === 'tokens' ? input.tokens : [];
}

function randomTokens(vocabulary: readonly string[], length: number, random: () => number): readonly string[] {
	return Array.from({ length }, () => vocabulary[randomInteger(random, 0, vocabulary.length - 1)] ?? '');
}
