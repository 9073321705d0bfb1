import { attend, categorical, defineProgram, numerical, type Program, range } from '@alta-ts/core';
import { fractions } from '../fractions.js';

/** What EOS carries. Fractions of 1000 stay apart when noise is added to them, as in training from traces. */
const TOTAL = 1000;

/** Parity by counting in two layers: the first writes down the number of ones, the second its parity. */
export function buildParityIntermediateVariable(maxLength: number): Program {
	return defineProgram({
		name: 'parity-intermediate-variable',
		tokens: ['0', '1', 'EOS'],
		positions: maxLength,
		variables: {
			state: categorical([0, 1]),
			parity: categorical([0, 1]),
			eos: numerical([0, TOTAL], { byToken: (token) => (token === 'EOS' ? TOTAL : 0) }),
			numOnes: categorical(range(maxLength)),
			eosOrOne: categorical([0, 1], { byToken: (token) => (token === '0' ? 0 : 1) }),
			query: categorical([0, 1], { constant: 1 }),
		},
		heads: {
			x: attend({ value: 'eos', query: 'query', key: 'eosOrOne', values: fractions(TOTAL, maxLength) }),
		},
		mlp(z) {
			if (z.state === 0) {
				z.numOnes = Math.round(TOTAL / z.x) - 1;
				z.state = 1;
			} else {
				z.parity = z.numOnes % 2;
			}
		},
		output: 'parity',
		layers: 2,
	});
}
