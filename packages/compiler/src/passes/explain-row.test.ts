import { attend, categorical, defineProgram, numerical, type Program, range } from '@alta-ts/core';
import { describe, expect, it } from 'vitest';
import { explainRow } from './explain-row.js';

const program = defineProgram({
	name: 'explained',
	tokens: ['a', 'b', 'c'],
	positions: 3,
	variables: {
		letter: categorical(['a', 'b', 'c', 'z'], { byToken: 'itself' }),
		place: categorical(range(3), { byPosition: (position) => position }),
		count: categorical(range(5), { constant: 0 }),
		size: numerical([0, 10], { constant: 3 }),
	},
	heads: {
		left: attend({ value: 'letter', offset: -1 }),
		total: attend({ value: 'size', combine: 'sum' }),
	},
	mlp: {
		count(z) {
			if (z.left === 'b' && z.count < 3) z.count = z.count + 1;
		},
		letter(z) {
			if (z.count === 2 && z.place === 1) z.letter = 'a';
			else if (z.count === 4 && z.letter === 'z') z.letter = 'b';
		},
		size(z) {
			if (z.total === 10) z.size = 0;
		},
	},
	output: 'letter',
	layers: 5,
});

/** The place of the first row that writes this. */
function rowWriting({ stages }: Program, writes: string, value: unknown): { stage: number; layer: number; update: number; row: number } {
	const updates = stages[0]?.layers[0]?.updates ?? [];
	const update = updates.findIndex((each) => each.writes === writes);
	const table = updates[update];
	return {
		stage: 0,
		layer: 0,
		update,
		row: table !== undefined && 'rows' in table ? table.rows.findIndex((row) => row.value === value) : -1,
	};
}

describe('explainRow', () => {
	it('derives what a row asks for, causes first', () => {
		const at = rowWriting(program, 'letter', 'a');
		const explanation = explainRow(program, at);
		expect(explanation).toMatchObject({ at, canFire: true, missing: [] });
		const steps = explanation?.steps ?? [];
		expect(steps).toContainEqual({ variable: 'count', value: 0, from: { kind: 'init' } });
		expect(steps).toContainEqual({ variable: 'letter', value: 'b', from: { kind: 'init', tokens: ['b'] } });
		expect(steps).toContainEqual({ variable: 'left', value: 'b', from: { kind: 'head', head: 'left', reads: 'letter' } });
		expect(steps).toContainEqual({ variable: 'place', value: 1, from: { kind: 'init', positions: [1] } });
		const counted = steps.flatMap(({ variable, value, from }) =>
			variable === 'count' && from.kind === 'row' ? [{ value, at: from.at }] : [],
		);
		expect(counted).toEqual([1, 2].map((value) => ({ value, at: rowWriting(program, 'count', value) })));
		for (const [index, { from }] of steps.entries()) {
			for (const cause of from.kind === 'row' ? from.where : []) {
				expect(steps.slice(0, index)).toContainEqual(expect.objectContaining(cause));
			}
		}
	});

	it('names the reads that never have a value', () => {
		const explanation = explainRow(program, rowWriting(program, 'letter', 'b'));
		expect(explanation).toMatchObject({ canFire: false, steps: [] });
		expect(explanation?.missing).toHaveLength(2);
		expect(explanation?.missing).toContainEqual({ variable: 'letter', values: ['z'] });
		expect(explanation?.missing).toContainEqual({ variable: 'count', values: [4] });
	});

	it('does not follow sums', () => {
		expect(explainRow(program, rowWriting(program, 'size', 0))?.steps).toEqual([
			{ variable: 'total', value: 10, from: { kind: 'head', head: 'total', reads: null } },
		]);
	});

	it('explains what is left within limits', () => {
		const limits = { occurs: (name: string, value: unknown): boolean => name !== 'count' || value !== 2 };
		expect(explainRow(program, rowWriting(program, 'letter', 'a'), limits)?.missing).toEqual([{ variable: 'count', values: [2] }]);
	});

	it('knows where there is no row', () => {
		expect(explainRow(program, { stage: 0, layer: 0, update: 0, row: 99 })).toBeUndefined();
		expect(explainRow(program, { stage: 1, layer: 0, update: 0, row: 0 })).toBeUndefined();
	});
});
