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
		const close = closest(token, tokens);
		const some = tokens.slice(0, 20).join(' ') + (tokens.length > 20 ? ' …' : '');
		return problem('ALTA9030', {
			what: `"${token}" is not a token of the program.`,
			where: [`program ${name}`, `position ${position}`],
			why: `Its tokens are ${some}`,
			fix: close === undefined ? 'Use one of them.' : `Write "${close}".`,
		});
	});
}

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
