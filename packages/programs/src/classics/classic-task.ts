import type { Program, Value } from '@alta-ts/core';
import { lower, type Scalar, type SOp } from '@alta-ts/rasp';
import { createTask } from '../create-task.js';
import type { OptionDeclaration, TaskOptions } from '../options.js';
import type { Random } from '../random.js';
import { randomInteger } from '../random.js';
import { randomLength } from '../random-length.js';
import type { Codec, PaperReference, Task } from '../task.js';
import { wordsOf } from '../words.js';
import { checkTokens } from './check-tokens.js';

/** The option that every classic has. */
export type ClassicOptions = TaskOptions & { readonly maxLength: number };

/** What distinguishes one classic from another. */
export interface ClassicSpec<O extends ClassicOptions> extends Pick<Task<O>, 'name' | 'title' | 'summary'> {
	readonly paper: PaperReference;
	/** The vocabulary. */
	readonly tokens: readonly Scalar[];
	/** The s-op that is the answer. */
	readonly build: (options: O) => SOp;
	/** What each position must answer, as text. */
	readonly answer: (words: readonly string[], options: O) => readonly string[];
	/** Random words of a length; any words at random by default. */
	readonly words?: (random: Random, length: number) => readonly string[];
	readonly defaults: O;
	readonly options: { readonly [K in keyof O]: OptionDeclaration };
}

/** The default of the option that every classic has. */
export const classicDefaults: { readonly maxLength: number } = { maxLength: 20 };

/** Declares the option that every classic has. */
export const classicOptions: { readonly maxLength: OptionDeclaration } = {
	maxLength: { type: 'integer', min: 1, max: 100, help: 'It is the longest input in tokens.' },
};

/** Two shares of up to a hundred tokens are further apart. */
const CLOSE = 1e-5;

/** Makes a task of a program built from s-ops: texts are tokens with spaces between them, answers a word for each token. */
export function classicTask<O extends ClassicOptions>(spec: ClassicSpec<O>): Task<O> {
	const { name, title, summary, paper, defaults, options, tokens, build, answer } = spec;
	const alphabet = tokens.map(String);
	return createTask<O>({
		name,
		title,
		summary,
		paper,
		unit: 'tokens',
		alphabet,
		defaults,
		options,
		graph: build,
		program: (resolved): Program => lower(build(resolved), { name, vocabulary: tokens, maxLength: resolved.maxLength }).program,
		codec: ({ maxLength }): Codec => ({
			encode: (text) => {
				const words = wordsOf(text);
				checkTokens(name, alphabet, maxLength, words);
				return words;
			},
			decode: (output) => output.map((value) => answerText(value, maxLength)).join(' '),
		}),
		oracle: (resolved) => (text) => answer(wordsOf(text), resolved).join(' '),
		generate:
			({ maxLength }) =>
			(random, limits) => {
				const length = randomLength(random, limits, { task: name, unit: 'tokens', least: 0, most: maxLength });
				return (spec.words?.(random, length) ?? randomWords(random, alphabet, length)).join(' ');
			},
		maxLength: ({ maxLength }) => maxLength,
	});
}

/** Words at random, each equally likely. */
function randomWords(random: Random, alphabet: readonly string[], length: number): readonly string[] {
	return Array.from({ length }, () => alphabet[randomInteger(random, 0, alphabet.length - 1)] ?? '');
}

/** A number of an answer as text, with six digits after the point. */
export function numberText(value: number): string {
	return String(Number(value.toFixed(6)) + 0);
}

function answerText(value: Value, maxLength: number): string {
	if (value === undefined || typeof value === 'object') return '·';
	return typeof value === 'number' ? numberText(nearestFraction(value, maxLength)) : String(value);
}

/** Answers that are no whole numbers are shares of up to so many tokens, of which weights compute the first digits. */
function nearestFraction(value: number, maxLength: number): number {
	let best = Math.round(value);
	for (let parts = 2; parts <= maxLength; parts++) {
		const fraction = Math.round(value * parts) / parts;
		if (Math.abs(fraction - value) < Math.abs(best - value) - CLOSE) best = fraction;
	}
	return best;
}
