import type { Value } from '@alta-ts/core';
import { closest, type Problem, problem, throwProblems } from '@alta-ts/diagnostics';
import type { Codec } from '@alta-ts/programs';
import { valueText } from './value-text.js';

/** What a program without a codec of its own says about its input. */
export interface TokenInput {
	/** Of the program or model, for errors. */
	readonly name: string;
	readonly tokens: readonly string[];
	readonly maxLength: number | undefined;
}

/** The codec of programs that have none: tokens as they are, separated by spaces; outputs likewise. */
export function tokenCodec(input: TokenInput): Codec {
	return {
		encode: (text) => {
			const tokens = text.split(/\s+/).filter((token) => token !== '');
			throwProblems([...unknownTokens(input, tokens), ...tooLong(input, tokens)]);
			return tokens;
		},
		decode: (output: readonly Value[]) => output.map(valueText).join(' '),
	};
}

/** The same, where words of tokens that are single characters may be written without spaces too. */
export function spelledCodec(input: TokenInput): Codec {
	const codec = tokenCodec(input);
	const known = new Set(input.tokens);
	const split = (word: string): string => (!known.has(word) && [...word].every((each) => known.has(each)) ? [...word].join(' ') : word);
	return { ...codec, encode: (text) => codec.encode(text.split(/\s+/).map(split).join(' ')) };
}

/** One problem for all tokens of an input that are not known. */
function unknownTokens({ name, tokens }: TokenInput, input: readonly string[]): Problem[] {
	const known = new Set(tokens);
	const positions = [...input.keys()].filter((position) => !known.has(input[position] ?? ''));
	const unknown = [...new Set(positions.map((position) => input[position] ?? ''))];
	if (unknown.length === 0) return [];
	const quoted = listed(unknown.map((token) => JSON.stringify(token)));
	return [
		problem('ALTA9030', {
			what: unknown.length === 1 ? `${quoted} is not a token of the program.` : `${quoted} are not tokens of the program.`,
			where: [`program ${name}`, `${positions.length === 1 ? 'position' : 'positions'} ${listed(positions)}`],
			why: `Its tokens are ${tokens.slice(0, MOST_TOKENS).join(' ')}${tokens.length > MOST_TOKENS ? ' …' : ''}`,
			fix: remedies(unknown, tokens),
		}),
	];
}

/** So many tokens of a vocabulary are listed, and so many that are wrong. */
const MOST_TOKENS = 20;
const MOST_UNKNOWN = 5;

function listed(items: readonly (string | number)[]): string {
	const shown = items.slice(0, MOST_UNKNOWN).join(', ');
	return items.length > MOST_UNKNOWN ? `${shown}, … ${items.length} of them` : shown;
}

/** The tokens that a word consists of, if it is nothing but tokens without spaces between them. */
function splitToken(word: string, tokens: ReadonlySet<string>): readonly string[] | undefined {
	const longest = Math.max(0, ...[...tokens].map((token) => token.length));
	/** Where the last token begins, for each number of characters that can be split. */
	const begins = new Map<number, number>([[0, 0]]);
	for (let end = 1; end <= word.length; end++) {
		for (let begin = Math.max(0, end - longest); begin < end; begin++) {
			if (begins.has(begin) && tokens.has(word.slice(begin, end))) begins.set(end, begin);
		}
	}
	if (!begins.has(word.length)) return undefined;
	const parts: string[] = [];
	for (let end = word.length; end > 0; end = begins.get(end) ?? 0) parts.unshift(word.slice(begins.get(end), end));
	return parts;
}

/** How tokens that are not known could be written. */
function remedies(unknown: readonly string[], tokens: readonly string[]): string {
	const [only] = unknown;
	if (unknown.length === 1 && only !== undefined) {
		const parts = separated(only, tokens);
		if (parts !== undefined) return `Separate tokens with spaces: ${parts}`;
		const close = closest(only, tokens);
		return close === undefined ? 'Use one of them.' : `Write "${close}".`;
	}
	const shown = unknown.slice(0, MOST_UNKNOWN).flatMap((token) => {
		const instead = separated(token, tokens) ?? closest(token, tokens);
		return instead === undefined ? [] : [`"${instead}" for "${token}"`];
	});
	return shown.length === 0 ? 'Use these.' : `Write ${shown.join(', ')}.`;
}

/** The tokens of a word with spaces between them, if it is nothing but tokens. */
function separated(word: string, tokens: readonly string[]): string | undefined {
	return word.length <= MOST_SPLIT ? splitToken(word, new Set(tokens))?.join(' ') : undefined;
}

/** The longest word that is split into tokens, in characters. */
const MOST_SPLIT = 60;

function tooLong({ name, maxLength }: TokenInput, input: readonly string[]): Problem[] {
	if (maxLength === undefined || input.length <= maxLength) return [];
	return [
		problem('ALTA9031', {
			what: `The input has ${input.length} tokens.`,
			where: [`program ${name}`],
			why: `The program takes at most ${maxLength}.`,
			fix: 'Shorten the input, or build the program for longer ones.',
		}),
	];
}
