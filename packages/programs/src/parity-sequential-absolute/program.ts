import { attend, categorical, defineProgram, type Program, range } from '@alta-ts/core';

/** Parity from left to right, where each position finds its left neighbour by number. */
export function buildParitySequentialAbsolute(maxLength: number): Program {
	return defineProgram({
		name: 'parity-sequential-absolute',
		tokens: ['0', '1'],
		positions: maxLength,
		variables: {
			parity: categorical([0, 1], { byToken: (token) => (token === '1' ? 1 : 0) }),
			done: categorical([false, true], { byPosition: (position) => position === 0 }),
			idx: categorical(range(maxLength), { byPosition: (position) => position }),
			idxLeft: categorical(range(maxLength), { byPosition: (position) => Math.max(0, position - 1) }),
		},
		heads: {
			parityLeft: attend({ value: 'parity', query: 'idxLeft', key: 'idx' }),
			doneLeft: attend({ value: 'done', query: 'idxLeft', key: 'idx' }),
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
