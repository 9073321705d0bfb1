import { attend, categorical, defineProgram, type Program } from '@alta-ts/core';

/** Parity from left to right: each layer, the first position that is not done takes the parity of its left neighbour into account. */
export function buildParitySequentialRelative(): Program {
	return defineProgram({
		name: 'parity-sequential-relative',
		tokens: ['0', '1', 'START'],
		variables: {
			parity: categorical([0, 1], { byToken: (token) => (token === '1' ? 1 : 0) }),
			done: categorical([false, true], { byToken: (token) => token === 'START' }),
		},
		heads: {
			parityLeft: attend({ value: 'parity', offset: -1 }),
			doneLeft: attend({ value: 'done', offset: -1 }),
		},
		mlp(z) {
			if (!z.done && z.doneLeft) {
				z.parity = z.parityLeft ^ z.parity;
				z.done = true;
			}
		},
		output: 'parity',
		halt: { variable: 'done', equals: true },
	});
}
