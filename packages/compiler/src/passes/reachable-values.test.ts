import { attend, categorical, defineProgram, domainOf, numerical, type Program, range, type Value } from '@alta-ts/core';
import { describe, expect, it } from 'vitest';
import { isReached } from './reachable-cell.js';
import { nullableVariables, reachableValues } from './reachable-values.js';

/** Counts to three and back, in steps of two, and looks around. */
const program = defineProgram({
	name: 'counter',
	tokens: ['a', 'b'],
	positions: 4,
	variables: {
		count: categorical(range(8), { byToken: (token) => (token === 'a' ? 0 : 1) }),
		never: categorical(['x', 'y']),
		place: categorical(range(4), { byPosition: (position) => position }),
		pointer: categorical(range(4), { constant: 2 }),
		size: numerical([0, 1, 2], { constant: 1 }),
	},
	heads: {
		left: attend({ value: 'count', offset: -1 }),
		own: attend({ value: 'count', offset: 0 }),
		pointed: attend({ value: 'count', query: 'pointer', key: 'place' }),
		unmatched: attend({ value: 'count', query: 'never', key: 'place' }),
		total: attend({ value: 'size', combine: 'sum' }),
		same: attend({ value: 'size', query: 'count', key: 'count', combine: { pick: 'first' } }),
	},
	mlp(z) {
		if (z.count < 4) z.count = z.count + 2;
		else if (z.defined('left') && z.own === 7) z.never = 'y';
	},
	output: 'count',
	layers: 3,
});
const [layer] = program.stages[0]?.layers ?? [];

function reached(of: Program, arrivals: ArrayLike<number>, name: string): readonly Value[] {
	const variable = of.variables.find((each) => each.name === name);
	return variable === undefined ? [] : domainOf(variable).filter((_, index) => isReached(arrivals, index));
}

describe('reachableValues', () => {
	const reachable = reachableValues(program);
	const held = (name: string): readonly Value[] => reached(program, reachable.held(name), name);
	const read = (name: string): readonly Value[] => (layer === undefined ? [] : reached(program, reachable.read(layer, name), name));

	it('follows tables from the initial values on', () => {
		expect(held('count')).toEqual([0, 1, 2, 3, 4, 5]);
		expect(held('never')).toEqual(['x']);
	});

	it('says how many steps away a value is', () => {
		expect(Array.from(reachable.held('count'))).toEqual([0, 0, 1, 1, 2, 2, Infinity, Infinity, Infinity]);
	});

	it('knows which heads always find a key', () => {
		expect(read('left')).toEqual([0, 1, 2, 3, 4, 5, undefined]);
		expect(read('own')).toEqual([0, 1, 2, 3, 4, 5]);
		expect(read('pointed')).toEqual([0, 1, 2, 3, 4, 5, undefined]);
		expect(read('unmatched')).toEqual([undefined]);
		expect(read('same')).toEqual([1]);
	});

	it('lets sums be any number', () => {
		expect(read('total')).toEqual([0, 1, 2]);
	});

	it('knows that outputs that are not kept are undefined between layers', () => {
		expect(held('own')).toEqual([undefined]);
		expect([...nullableVariables(program, reachable)]).toEqual(['left', 'own', 'pointed', 'unmatched', 'total', 'same']);
	});

	it('takes limits of the runs into account', () => {
		const limited = reachableValues(program, { occurs: (name, value) => name !== 'count' || value !== 2 });
		expect(reached(program, limited.held('count'), 'count')).toEqual([0, 1, 3, 5]);
		const rows = layer?.updates.flatMap((update) => ('rows' in update ? update.rows : [])) ?? [];
		const still = reachableValues(program, { neverFires: new Set(rows) });
		expect(reached(program, still.held('count'), 'count')).toEqual([0, 1]);
	});
});

describe('reachableValues of numbers', () => {
	it('knows single numbers by themselves, and linear maps not at all', () => {
		const numbers = defineProgram({
			name: 'numbers',
			tokens: ['a'],
			variables: {
				small: numerical([0, 10, 20], { constant: 4 }),
				large: numerical([0, 10, 20], { constant: 4 }),
				fixed: numerical([0, 10, 20], { constant: 9 }),
			},
			heads: { copied: attend({ value: 'small', offset: 0 }) },
			mlp(z) {
				if (z.small === 10) z.fixed = 20;
			},
			output: 'small',
			layers: 1,
		});
		const grown: Program = {
			...numbers,
			stages: numbers.stages.map((stage) => ({
				...stage,
				layers: stage.layers.map((each) => ({ ...each, updates: [...each.updates, { writes: 'large', linear: { large: 2 }, bias: 1 }] })),
			})),
		};
		const reachable = reachableValues(grown);
		expect(reached(grown, reachable.held('small'), 'small')).toEqual([0]);
		expect(reached(grown, reachable.held('fixed'), 'fixed')).toEqual([10]);
		expect(reached(grown, reachable.held('large'), 'large')).toEqual([0, 10, 20]);
	});
});
