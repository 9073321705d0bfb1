import { attend, categorical, defineProgram, numerical, type Program, range, set } from '@alta-ts/core';
import { fractions } from '../fractions.js';

/** The largest number that is sorted, and the most numbers. */
export const LARGEST = 15;

/** How many different tokens there are, and how many positions: BOS, which counts as 0, and the numbers. */
const SIZE = LARGEST + 1;

/** Sorting distinct numbers in two layers: each counts the numbers up to its own, then every position looks for the number that belongs to it. */
export function buildSortUnique(): Program {
	const numbers = range(SIZE);
	return defineProgram({
		name: 'sort-unique',
		tokens: ['BOS', ...numbers.slice(1).map(String)],
		positions: SIZE,
		variables: {
			inputs: categorical(numbers, { byToken: numberOf }),
			indices: categorical(numbers, { byPosition: (position) => position }),
			state: categorical(['count', 'collect']),
			targetPosQuery: set(
				numbers,
				numbers.map((number) => range(number + 1)),
				{ byToken: (token) => new Set(range(numberOf(token) + 1)) },
			),
			bos: numerical([0, 1], { byPosition: (position) => (position === 0 ? 1 : 0) }),
			targetPos: categorical(numbers),
			programOutput: categorical(numbers),
		},
		heads: {
			x: attend({ value: 'bos', query: 'targetPosQuery', key: 'inputs', values: fractions(1, SIZE) }),
			output: attend({ value: 'inputs', query: 'indices', key: 'targetPos' }),
		},
		mlp: {
			count(z) {
				if (z.state !== 'count') return;
				z.targetPos = Math.round(1 / z.x) - 1;
				z.state = 'collect';
			},
			collect(z) {
				if (z.state === 'collect') z.programOutput = z.output;
			},
		},
		output: 'programOutput',
		layers: 2,
	});
}

function numberOf(token: string): number {
	return token === 'BOS' ? 0 : Number(token);
}
