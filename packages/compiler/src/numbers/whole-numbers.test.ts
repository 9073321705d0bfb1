import { attend, categorical, defineProgram, numerical, type Program, range } from '@alta-ts/core';
import { type Model, modelSize } from '@alta-ts/model';
import { expect, test } from 'vitest';
import { compile } from '../compile.js';

/** Adds up how many letters are like the one at the query and how many come before it, both by heads. */
function counting(most: number): Program {
	return defineProgram({
		name: 'counting',
		tokens: ['a', 'b'],
		positions: 8,
		variables: {
			letter: categorical(['a', 'b'], { byToken: 'itself' }),
			one: numerical(range(most + 1), { constant: 1 }),
			total: categorical(range(2 * most + 1), { constant: 0 }),
		},
		heads: {
			alike: attend({ value: 'one', query: 'letter', key: 'letter', combine: 'sum', empty: { constant: 0 } }),
			before: attend({ value: 'one', offsets: { to: -1 }, combine: 'sum', empty: { constant: 0 } }),
		},
		mlp(z) {
			z.total = z.alike + z.before;
		},
		output: 'total',
		layers: 1,
	});
}

function units({ config }: Model): number {
	return config.stages.flatMap((stage) => stage.layers.flatMap((layer) => layer.mlp?.hidden ?? [])).reduce((sum, count) => sum + count, 0);
}

test('sums of whole numbers that heads count take no rule for each combination', () => {
	const model = compile(counting(8));
	expect(model.certificate?.guarantee).toBe('exact');
	expect(units(model)).toBeLessThan(70);
	expect(modelSize(model).nonzeros).toBeLessThan(450);
	expect(units(compile(counting(8), { without: ['linear-forms'] }))).toBeGreaterThan(units(model));
});

test('numbers that can be beyond their values are asked value by value', () => {
	expect(units(compile(counting(6)))).toBeGreaterThan(units(compile(counting(8))));
});

test('numbers that a plain Transformer rounds are asked value by value', () => {
	const without = compile(counting(8), { target: 'standard', without: ['linear-forms'] });
	expect(modelSize(compile(counting(8), { target: 'standard' })).nonzeros).toBe(modelSize(without).nonzeros);
});
