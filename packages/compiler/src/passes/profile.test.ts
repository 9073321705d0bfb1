import { categorical, defineProgram, type Profile, range } from '@alta-ts/core';
import { describe, expect, it } from 'vitest';
import { compile } from '../compile.js';
import { optimise } from './optimise.js';
import { profileLimits, profilePass } from './profile.js';

/** Counts up to what its token says. */
const program = defineProgram({
	name: 'up',
	tokens: ['1', '2', '3'],
	variables: {
		goal: categorical(range(4), { byToken: Number }),
		count: categorical(range(4), { constant: 0 }),
		done: categorical([false, true]),
	},
	mlp: {
		count(z) {
			if (z.count < 3) z.count = z.count + 1;
		},
		done(z) {
			z.done = z.count === z.goal;
		},
	},
	output: 'count',
	halt: { variable: 'done', equals: true },
});

/** What happens on the input 1. */
const profile: Profile = {
	inputs: 1,
	digest: '0badcafe',
	unfinished: 0,
	values: new Map<string, readonly (number | boolean)[]>([
		['goal', [1]],
		['count', [0, 1, 2]],
		['done', [false, true]],
	]),
	fired: [[[new Set([0, 1]), new Set([0, 1])]]],
};

describe('profile', () => {
	const limits = profileLimits(program, profile);

	it('knows which rows do not fire', () => {
		const [update] = program.stages[0]?.layers[0]?.updates ?? [];
		const rows = update !== undefined && 'rows' in update ? update.rows : [];
		expect(rows).toHaveLength(3);
		expect(rows.map((row) => limits.neverFires?.has(row))).toEqual([false, false, true]);
	});

	it('drops values that were not held, and starts undefined where a variable would have one', () => {
		const { program: seen } = profilePass.run(program, limits);
		expect(seen.variables.map(({ name, values }) => [name, values])).toEqual([
			['goal', [1]],
			['count', [0, 1, 2]],
			['done', [false, true]],
		]);
		expect(seen.variables[0]?.init).toEqual({ byToken: [1, undefined, undefined] });
	});

	it('hands on what it knows of rows to those that are made of them', () => {
		const { program: seen, limits: after } = optimise(program, {}, limits);
		const rows = seen.stages.flatMap((stage) =>
			stage.layers.flatMap(({ updates }) => updates.flatMap((each) => ('rows' in each ? each.rows : []))),
		);
		const idle = rows.filter((row) => after.neverFires?.has(row));
		expect(rows.length).toBeGreaterThan(idle.length);
		const counting = rows.filter((row) => row.value === 1 || row.value === 2);
		expect(counting.map((row) => after.neverFires?.has(row))).toEqual([false, false]);
	});

	it('changes nothing where there is none', () => {
		expect(profilePass.run(program, {})).toEqual({ program, changes: [] });
	});

	it('makes the guarantee conditional, and the model smaller', () => {
		const [all, some] = [compile(program), compile(program, { profile })];
		expect(some.config.width).toBeLessThan(all.config.width);
		expect(all.certificate?.guarantee).toBe('exact');
		expect(some.certificate).toMatchObject({
			guarantee: 'conditional',
			conditions: ['the input is one of the 1 profiled inputs (digest 0badcafe)'],
		});
	});
});
