import type { Step } from '@alta-ts/tensor';

/** A mistake in a kernel: one text becomes another, in every kernel that has it. */
export interface Mutation {
	readonly op: Step['op'];
	readonly what: string;
	readonly from: string;
	readonly to: string;
}

const of = (op: Step['op'], ...changes: readonly (readonly [what: string, from: string, to: string])[]): readonly Mutation[] =>
	changes.map(([what, from, to]) => ({ op, what, from, to }));

/** Mistakes that the kit has to notice. */
export const mutations: readonly Mutation[] = [
	...of(
		'gather',
		['a shifted index', 'data[indicesAt + row] * columns', '(data[indicesAt + row] + 1) * columns'],
		['a lost tail', 'this.thread.x >= threads', 'this.thread.x >= threads - 1'],
		[
			'a lost last entry of a sparse row',
			'const count = data[startsAt + entry + 1] - start;',
			'const count = data[startsAt + entry + 1] - start - 1;',
		],
		['a value of another column', 'data[placesAt + start + i] === column', 'data[placesAt + start + i] <= column'],
	),
	...of(
		'linear',
		['a lost last input', 'i < inputs', 'i < inputs - 1'],
		['a lost bias', 'let sum = data[biasAt + column];', 'let sum = 0;'],
		['a shifted row', 'data[xAt + row * inputs', 'data[xAt + (row + 1) * inputs'],
		[
			'a lost last entry of a sparse column',
			'const count = data[startsAt + column + 1] - start;',
			'const count = data[startsAt + column + 1] - start - 1;',
		],
		['the activation of a neighbour', 'activation === 2', 'activation === 1'],
		['no clipping', 'if (sum > 1) { return 1; }', ''],
		['tanh without its sign', 'return -bent;', 'return bent;'],
		['a coarse gelu', '0.37409196', '0.374'],
		['a series for tanh where it is not one', 'size < 0.25', 'size < 1'],
	),
	...of(
		'attention',
		['a dropped scale', 'sum * data[headsAt + head]', 'sum'],
		['a dropped offset bias', 'score + data[addedAt + this.thread.x]', 'score'],
		['a lost key column', 'i < count; i++) {\n\t\tsum = sum + data[valuesAt', 'i < count - 1; i++) {\n\t\tsum = sum + data[valuesAt'],
		['a key column of another one', 'data[placesAt + first + i]', 'data[placesAt + first]'],
		['the query of a neighbour', 'data[startsAt + group];', 'data[startsAt + group + 1];'],
		['the last of a tie', 'score > largest', 'score >= largest'],
		['a null key that wins a tie', 'data[headsAt + head + 3] > largest', 'data[headsAt + head + 3] >= largest'],
		['a forgotten null logit', 'data[headsAt + head + 2] > 0 && (', 'data[headsAt + head + 2] > 9 && ('],
		['relu that is not clipped', 'weight < 0', 'weight < -1000'],
		['a forgotten null weight', 'nullWeight = Math.exp(', 'nullWeight = 0 * Math.exp('],
		['a null value that is left out', 'if (nullWeight !== 0)', 'if (nullWeight > 2)'],
		['the null row of a neighbour', 'let instead = data[placesAt + column * 2 + 1]', 'let instead = data[placesAt + column * 2 + 3]'],
		['no division', 'return sum / total;', 'return sum;'],
		['a largest score that is not taken off', 'Math.max(-110, score - peak)', 'score'],
		['a neighbour of a key', 'data[keyOfAt + start + i] * columns', '(data[keyOfAt + start + i] + 1) * columns'],
		['columns that are no head’s', 'if (own < 0) { return 0; }', ''],
	),
	...of(
		'add',
		['a lost tail', 'this.thread.x >= threads', 'this.thread.x >= threads - 1'],
		['a dropped flag', 'data[keptAt + row] !== 0', 'data[keptAt + row] > 1'],
		['the flag of another row', 'data[keptAt + row]', 'data[keptAt + row + 1]'],
	),
	...of(
		'argmax',
		['the last of a tie', 'entry > largest', 'entry >= largest'],
		['a lost last column', 'i < columns', 'i < columns - 1'],
		['−∞ that is no better than NaN', 'own > rank ||', 'own > rank + 1 ||'],
		['infinities that do not count', 'own > rank || ', 'own > 7 || '],
	),
	...of('halt', ['a lost last test', 'i < columns', 'i < columns - 1'], ['zero that counts as positive', '<= 0', '< 0']),
];
