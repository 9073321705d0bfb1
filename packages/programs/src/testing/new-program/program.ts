import { attend, categorical, defineProgram, type Program } from '@alta-ts/core';

/** The vocabulary, in id order. */
export const LETTERS = ['a', 'b', 'c'] as const;

/** Every letter moves one position to the right. */
export function buildNewProgram(): Program {
	return defineProgram({
		name: 'new-program',
		tokens: LETTERS,
		variables: {
			token: categorical(LETTERS, { byToken: 'itself' }),
			moved: categorical(['-', ...LETTERS]),
		},
		heads: {
			left: attend({ value: 'token', offset: -1 }),
		},
		mlp(z) {
			z.moved = z.left;
		},
		output: 'moved',
		layers: 1,
	});
}
