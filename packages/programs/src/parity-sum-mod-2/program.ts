import { attend, categorical, defineProgram, numerical, type Program } from '@alta-ts/core';
import { fractions } from '../fractions.js';

/** Parity by counting: EOS and all ones share one unit of attention, so its share is 1/(ones + 1). */
export function buildParitySumMod2(maxLength: number): Program {
	return defineProgram({
		name: 'parity-sum-mod-2',
		tokens: ['0', '1', 'EOS'],
		positions: maxLength,
		variables: {
			parity: categorical([0, 1]),
			eos: numerical([0, 1], { byToken: (token) => (token === 'EOS' ? 1 : 0) }),
			eosOrOne: categorical([0, 1], { byToken: (token) => (token === '0' ? 0 : 1) }),
			query: categorical([0, 1], { constant: 1 }),
		},
		heads: {
			x: attend({ value: 'eos', query: 'query', key: 'eosOrOne', values: fractions(1, maxLength) }),
		},
		mlp(z) {
			const ones = Math.round(1 / z.x) - 1;
			z.parity = ones % 2;
		},
		output: 'parity',
		layers: 1,
	});
}
