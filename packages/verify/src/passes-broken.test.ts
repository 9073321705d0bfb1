import { compile, type Optimised, optimise, profileLimits } from '@alta-ts/compiler';
import { attend, categorical, defineProgram, type Layer, type Profile, type Program, type Row, range } from '@alta-ts/core';
import { profile } from '@alta-ts/interpreter';
import { createReferenceBackend } from '@alta-ts/tensor';
import { describe, expect, it } from 'vitest';
import { firstDifference } from './testing/compare-programs.js';
import { verify } from './verify.js';

/** Two counters go on to the goal of the position to the left, one of them faster. */
const program = defineProgram({
	name: 'counters',
	tokens: ['0', '1', '2', '3', '4', '5'],
	variables: {
		goal: categorical(range(6), { byToken: Number }),
		slow: categorical(range(6), { constant: 0 }),
		fast: categorical(range(6), { constant: 0 }),
		done: categorical([false, true]),
		rested: categorical([false, true]),
	},
	heads: { left: attend({ value: 'goal', offset: -1 }) },
	mlp: {
		slow(z) {
			if (z.slow < z.left && z.slow < 5) z.slow = z.slow + 1;
		},
		fast(z) {
			if (z.fast < z.left && z.fast < 4) z.fast = z.fast + 2;
		},
		done(z) {
			if (z.done) z.rested = true;
			else z.done = !z.defined('left') || (z.slow >= z.left && (z.fast >= z.left || z.fast >= 4));
		},
	},
	output: 'slow',
	halt: { variable: 'done', equals: true },
});
const inputs = [['3', '1'], ['5', '0', '4', '2'], ['1', '2', '3'], ['2']];
const all = { also: new Map<string, readonly string[]>() };
const limit = { maxLayers: 20 };

function withLayers(of: Program, change: (layer: Layer) => Layer): Program {
	return { ...of, stages: of.stages.map((stage) => ({ ...stage, layers: stage.layers.map(change) })) };
}

function rowsOf({ stages }: Program): readonly Row[] {
	return stages.flatMap(({ layers }) =>
		layers.flatMap(({ updates }) => updates.flatMap((update) => ('rows' in update ? update.rows : []))),
	);
}

function withoutRow(of: Program, gone: Row): Program {
	return withLayers(of, ({ heads, updates }) => ({
		heads,
		updates: updates.map((update) => ('rows' in update ? { ...update, rows: update.rows.filter((row) => row !== gone) } : update)),
	}));
}

describe('a broken pass is noticed', () => {
	const optimised = optimise(program);

	it('on the ground that the right one is not', () => {
		expect(firstDifference(program, optimised, inputs, limit)).toBeUndefined();
		expect(optimised.program.variables.map(({ name }) => name)).not.toContain('rested');
	});

	it('when it drops a row that fires', () => {
		const noted = profile(optimised.program, inputs, limit);
		const fired = optimised.program.stages[0]?.layers[0]?.updates.flatMap((update, index) =>
			'rows' in update ? update.rows.filter((_, row) => noted.fired[0]?.[0]?.[index]?.has(row)) : [],
		);
		expect(fired?.length).toBeGreaterThan(4);
		for (const row of fired ?? []) {
			expect(firstDifference(program, { ...optimised, program: withoutRow(optimised.program, row) }, inputs, limit)).toBeDefined();
		}
	});

	it('when it drops a value that occurs', () => {
		for (const gone of [1, 2, 3]) {
			const limits = { occurs: (name: string, value: unknown): boolean => name !== 'slow' || value !== gone };
			expect(firstDifference(program, optimise(program, {}, limits), inputs, limit)).toBeDefined();
		}
	});

	it('when it takes two variables for equal that are not', () => {
		const renamed = withLayers(program, ({ heads, updates }) => ({
			heads,
			updates: updates.flatMap((update) => {
				if (!('rows' in update) || update.writes === 'fast') return [];
				const rows = update.rows.map(({ when, value }) => ({
					when: Object.fromEntries(Object.entries(when).filter(([name]) => name !== 'fast')),
					value,
				}));
				return [{ ...update, reads: update.reads.filter((name) => name !== 'fast'), rows }];
			}),
		}));
		const shared: Pick<Optimised, 'program' | 'also'> = {
			program: { ...renamed, variables: renamed.variables.filter(({ name }) => name !== 'fast') },
			also: new Map([['slow', ['fast']]]),
		};
		expect(firstDifference(program, shared, [['2', '2']], limit)).toContain('fast');
	});

	it('when it forgets a variable that is read', () => {
		const blind = withLayers(program, ({ heads, updates }) => ({ heads, updates: updates.filter(({ writes }) => writes !== 'done') }));
		expect(firstDifference(program, { ...all, program: blind }, inputs, limit)).toBeDefined();
	});

	it('when a profile forgets the state in which a run has halted', () => {
		const noted = profile(program, [['3', '1']]);
		const forgetful: Profile = { ...noted, values: new Map([...noted.values, ['slow', [0, 1, 2]]]) };
		const small = (each: Profile): Optimised => optimise(program, {}, profileLimits(program, each));
		expect(noted.values.get('slow')).toEqual([0, 1, 2, 3]);
		expect(firstDifference(program, small(noted), [['3', '1']], { layers: 6 })).toBeUndefined();
		expect(firstDifference(program, small(forgetful), [['3', '1']], { layers: 6 })).toBeDefined();
	});

	it('in the weights as well, where they are made by a profile of other inputs', async () => {
		const backend = createReferenceBackend();
		const model = compile(program, { profile: profile(program, [['1', '2']]) });
		expect((await verify(program, model, [['1', '2']], { backend })).first).toBeNull();
		const other = await verify(program, model, [['5', '2']], { backend, maxLayers: 10 });
		expect(other.differences).toBeGreaterThan(0);
	});
});

describe('what is not stored', () => {
	it('is named in the report', async () => {
		const backend = createReferenceBackend();
		const report = await verify(program, compile(program), inputs, { backend });
		expect(report).toMatchObject({ first: null, notStored: ['rested'] });
		const whole = await verify(program, compile(program, { without: ['liveness'] }), inputs, { backend });
		expect(whole).toMatchObject({ first: null, notStored: [] });
		expect(whole.compared).toBeGreaterThan(report.compared);
		expect(rowsOf(optimise(program).program).length).toBeLessThan(rowsOf(program).length);
	});
});
