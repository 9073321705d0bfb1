import { expect, test } from 'vitest';
import type { Head, Program, Variable } from '../program.js';
import { exampleHead, exampleProgram, exampleUpdate } from '../testing/example-program.js';
import { validateProgram } from '../validate.js';

const codesOf = (program: Program): readonly string[] => validateProgram(program).map((each) => each.code);

/** The example with another variable in it, which the head writes, and which the output of the program is. */
function withOutput(output: Variable, head: Partial<Head>): Program {
	const program = exampleProgram({ heads: [exampleHead, { ...exampleHead, output: output.name, ...head }] });
	return { ...program, variables: [...program.variables, output], output: { variable: output.name }, stages: program.stages };
}

/** The example with a layer for each of some heads. */
function inTwoLayers(heads: readonly Head[]): Program {
	const program = exampleProgram({});
	return {
		...program,
		stages: program.stages.map((stage) => ({ ...stage, layers: heads.map((head) => ({ heads: [head], updates: [exampleUpdate] })) })),
	};
}

const undefinedAtFirst = { init: { constant: undefined } } as const;
const unused = ['ALTA1140', 'ALTA1141'];

const cases: readonly (readonly [string, string, Program])[] = [
	['ALTA1020', 'an unknown output', exampleProgram({ heads: [exampleHead, { ...exampleHead, output: 'right' }] })],
	['ALTA1020', 'an unknown query', exampleProgram({ head: { where: [{ query: 'bot', key: 'bit', test: 'equal' }] } })],
	['ALTA1020', 'an unknown key', exampleProgram({ head: { where: [{ query: 'bit', key: 'x', test: 'equal' }] } })],
	['ALTA1030', 'an output that starts defined', exampleProgram({ left: { init: { constant: 0 } } })],
	['ALTA1030', 'an output that starts by token', exampleProgram({ left: { init: { byToken: [undefined, undefined] } } })],
	['ALTA1031', 'two heads with one output', exampleProgram({ heads: [exampleHead, exampleHead] })],
	['ALTA1031', 'an output that one of two heads keeps', inTwoLayers([exampleHead, { ...exampleHead, keep: true }])],
	['ALTA1032', 'an output that is updated', exampleProgram({ updates: [exampleUpdate, { reads: [], writes: 'left', rows: [] }] })],
	['ALTA1033', 'an output of another kind', exampleProgram({ head: { value: 'wanted' } })],
	[
		'ALTA1034',
		'an output that lacks a category',
		exampleProgram({ left: { values: [1] }, updates: [{ ...exampleUpdate, reads: ['left', 'bit'] }] }),
	],
	[
		'ALTA1034',
		'an output that lacks a set',
		withOutput({ name: 'heard', kind: 'set', members: [0, 1], values: [new Set([0])], ...undefinedAtFirst }, { value: 'wanted' }),
	],
	['ALTA1035', 'the mean of a category', exampleProgram({ head: { combine: 'mean' } })],
	['ALTA1035', 'the sum of a category', exampleProgram({ head: { combine: 'sum' } })],
	['ALTA1043', 'a foreign constant', exampleProgram({ head: { empty: { constant: 2 } } })],
	['ALTA1043', 'undefined as a constant', exampleProgram({ head: { empty: { constant: undefined } } })],
	['ALTA1044', 'a negative position', exampleProgram({ head: { empty: { position: -1 } } })],
	['ALTA1044', 'half a position', exampleProgram({ head: { empty: { position: 0.5 } } })],
	['ALTA1045', 'a head that reads itself without keeping', exampleProgram({ head: { value: 'left' } })],
	['ALTA1045', 'a query that is erased', exampleProgram({ head: { where: [{ query: 'left', key: 'bit', test: 'equal' }] } })],
];

test.each(cases)('%s: %s', (code, _, program) => {
	expect(new Set(codesOf(program).filter((each) => !unused.includes(each)))).toEqual(new Set([code]));
});

test.each([true, false])('heads of several layers may share an output, kept: %s', (keep) => {
	expect(
		codesOf(
			inTwoLayers([
				{ ...exampleHead, keep },
				{ ...exampleHead, keep },
			]),
		),
	).toEqual([]);
});

test('a kept output may be read, in its own layer too, where it is that of the last pass', () => {
	const program = exampleProgram({ head: { keep: true, where: [{ query: 'left', key: 'bit', test: 'equal' }] } });
	expect(codesOf(program)).toEqual([]);
});

test('a numerical output takes means and sums, and any number for an empty selection', () => {
	const mean: Variable = { name: 'mean', kind: 'numerical', ...undefinedAtFirst };
	for (const combine of ['mean', 'sum', 'only'] as const) {
		const program = withOutput(mean, { value: 'count', combine, empty: { constant: -0.5 } });
		expect(codesOf(program).filter((each) => !unused.includes(each))).toEqual([]);
	}
});

test('an output may hold more than the value', () => {
	expect(codesOf(exampleProgram({ left: { values: ['none', 1, 0] } }))).toEqual([]);
});

test('the place of a problem names the stage, the layer and the head', () => {
	const program = exampleProgram({
		layers: [
			{ heads: [], updates: [] },
			{ heads: [{ ...exampleHead, combine: 'sum' }], updates: [exampleUpdate] },
		],
	});
	expect(validateProgram(program)[0]?.where).toEqual(['program example', 'stage 0', 'layer 1', 'head left']);
});
