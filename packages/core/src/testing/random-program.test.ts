import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Head, Program, Update } from '../program.js';
import { arbitraryInput, arbitraryProgram } from './random-program.js';
import type { Feature } from './random-variable.js';

const heads = (program: Program): readonly Head[] => program.stages.flatMap(({ layers }) => layers.flatMap((layer) => layer.heads));
const updates = (program: Program): readonly Update[] => program.stages.flatMap(({ layers }) => layers.flatMap((layer) => layer.updates));
const text = (program: Program): string => JSON.stringify(program, (_, value) => (value === undefined ? null : value));
const hasOffsets = (program: Program, isList: boolean): boolean =>
	heads(program).some(({ where }) => where.some((match) => 'offsets' in match && Array.isArray(match.offsets) === isList));
const hasTest = (program: Program, name: string): boolean =>
	heads(program).some(({ where }) =>
		where.some((match) => 'test' in match && (typeof match.test === 'string' ? match.test : 'table') === name),
	);

const shapes: Readonly<Record<string, (program: Program) => boolean>> = {
	'no heads': (program) => heads(program).length === 0,
	'three heads': (program) => heads(program).length === 3,
	'two stages of two layers': ({ stages }) => stages.length === 2 && stages.every(({ layers }) => layers.length === 2),
	'init by position': ({ variables }) => variables.some(({ init }) => 'byPosition' in init),
	'init by token': ({ variables }) => variables.some(({ init }) => 'byToken' in init),
	'numerical without values': ({ variables }) => variables.some(({ kind, values }) => kind === 'numerical' && values === undefined),
	'list of offsets': (program) => hasOffsets(program, true),
	'range of offsets': (program) => hasOffsets(program, false),
	equal: (program) => hasTest(program, 'equal'),
	member: (program) => hasTest(program, 'member'),
	table: (program) => hasTest(program, 'table'),
	only: (program) => heads(program).some(({ combine }) => combine === 'only'),
	'empty by constant': (program) => heads(program).some(({ empty }) => typeof empty === 'object' && 'constant' in empty),
	'empty by position': (program) => heads(program).some(({ empty }) => typeof empty === 'object' && 'position' in empty),
	'kept output': (program) => heads(program).some(({ keep }) => keep),
	'head that reads a kept output': (program) => heads(program).some(({ value }) => value.startsWith('y')),
	'four rows': (program) => updates(program).some((update) => 'rows' in update && update.rows.length >= 4),
	'two tables write one variable': (program) =>
		program.stages.some(({ layers }) =>
			layers.some((layer) => new Set(layer.updates.map(({ writes }) => writes)).size < layer.updates.length),
		),
	'until without a limit': ({ stages }) => stages.some(({ repeat }) => typeof repeat === 'object' && repeat.atMost === undefined),
};

const features: Readonly<Record<Feature, (program: Program) => boolean>> = {
	linear: (program) => updates(program).some((update) => 'linear' in update),
	mean: (program) => heads(program).some(({ combine }) => combine === 'mean'),
	numerical: ({ variables }) => variables.some(({ kind }) => kind === 'numerical'),
	pick: (program) => heads(program).some(({ combine }) => typeof combine === 'object'),
	positions: ({ positions }) => positions !== undefined,
	readout: ({ output }) => 'classes' in output,
	set: ({ variables }) => variables.some(({ kind }) => kind === 'set'),
	sources: (program) => text(program).includes('"source"'),
	stages: ({ stages }) => stages.length > 1 || stages.some(({ layers }) => layers.length > 1),
	sum: (program) => heads(program).some(({ combine }) => combine === 'sum'),
	undefined: (program) => updates(program).some((update) => 'rows' in update && update.rows.some(({ value }) => value === undefined)),
	until: ({ stages }) => stages.some(({ repeat }) => typeof repeat === 'object'),
};

const sample = fc.sample(arbitraryProgram(), { numRuns: 1000, seed: 1 });

test.each(Object.entries({ ...shapes, ...features }))('some programs have: %s', (_, has) => {
	expect(sample.filter(has).length).toBeGreaterThanOrEqual(10);
});

test.each(Object.keys(features).filter((name): name is Feature => name in features))('a program can do without: %s', (feature) => {
	const programs = fc.sample(arbitraryProgram({ without: [feature] }), { numRuns: 200, seed: 1 });
	expect(programs.filter(features[feature])).toEqual([]);
});

test('programs are small', () => {
	for (const { variables, stages } of sample) {
		expect(variables.length).toBeLessThanOrEqual(5);
		for (const { values = [] } of variables) expect(values.length).toBeLessThanOrEqual(3);
		for (const { repeat } of stages) expect(typeof repeat === 'number' ? repeat : (repeat.atMost ?? 1)).toBeLessThanOrEqual(3);
	}
});

test('inputs are made of tokens and fit into the positions', () => {
	fc.assert(
		fc.property(
			arbitraryProgram().chain((program) => fc.tuple(fc.constant(program), arbitraryInput(program))),
			([program, input]) => {
				expect(input.length).toBeLessThanOrEqual(Math.min(8, program.positions ?? 8));
				for (const token of input) expect(program.input.tokens).toContain(token);
			},
		),
	);
});
