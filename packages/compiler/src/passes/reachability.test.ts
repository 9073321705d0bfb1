import { attend, categorical, defineProgram, range } from '@alta-ts/core';
import { describe, expect, it } from 'vitest';
import { reachabilityPass } from './reachability.js';

const program = defineProgram({
	name: 'pointer',
	tokens: ['a', 'b'],
	positions: 5,
	variables: {
		pointer: categorical(range(9), { constant: 1 }),
		place: categorical(range(5), { byPosition: (position) => position }),
		letter: categorical(['a', 'b', 'c'], { byToken: 'itself' }),
	},
	heads: { pointed: attend({ value: 'letter', query: 'pointer', key: 'place' }) },
	mlp(z) {
		if (z.pointed === 'a') z.pointer = Math.min(z.pointer + 1, 4);
		else if (z.pointed === 'c') z.letter = 'c';
	},
	output: 'letter',
	layers: 4,
});

describe('reachability', () => {
	const { program: smaller, changes } = reachabilityPass.run(program, {});

	it('drops values that cannot occur', () => {
		expect(smaller.variables.map(({ name, values }) => [name, values])).toEqual([
			['pointer', [1, 2, 3, 4]],
			['place', [0, 1, 2, 3, 4]],
			['letter', ['a', 'b']],
			['pointed', ['a', 'b']],
		]);
	});

	it('drops rows that cannot fire', () => {
		const [update, ...others] = smaller.stages[0]?.layers[0]?.updates.filter((each) => 'rows' in each && each.rows.length > 0) ?? [];
		expect(others).toEqual([]);
		expect(update).toMatchObject({ writes: 'pointer', rows: [{ value: 2 }, { value: 3 }, { value: 4 }] });
	});

	it('says what it changed', () => {
		expect(changes).toContain('pointer: 9 values → 4 values');
		expect(changes).toContain('stage 0, layer 0, letter: 1 row → 0');
		expect(reachabilityPass.run(smaller, {}).changes).toEqual([]);
	});
});
