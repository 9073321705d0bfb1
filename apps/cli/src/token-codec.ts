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

function unknownTokens({ name, tokens }: TokenInput, input: readonly string[]): Problem[] {
	const known = new Set(tokens);
	return [...input.entries()].flatMap(([position, token]) => {
		if (known.has(token)) return [];
		const some = tokens.slice(0, 20).join(' ') + (tokens.length > 20 ? ' …' : '');
		return problem('ALTA9030', {
			what: `"${token}" is not a token of the program.`,
			where: [`program ${name}`, `position ${position}`],
			why: `Its tokens are ${some}`,
			fix: remedy(token, tokens),
		});
	});
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

/** How a token that is not known could be written. */
function remedy(token: string, tokens: readonly string[]): string {
	if (token.length <= MOST_SPLIT) {
		const parts = splitToken(token, new Set(tokens));
		if (parts !== undefined) return `Separate tokens with spaces: ${parts.join(' ')}`;
	}
	const close = closest(token, tokens);
	return close === undefined ? 'Use one of them.' : `Write "${close}".`;
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
