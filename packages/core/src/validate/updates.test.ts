import { expect, test } from 'vitest';
import type { Row, Update } from '../program.js';
import { exampleHead, exampleProgram, exampleUpdate } from '../testing/example-program.js';
import { validateProgram } from '../validate.js';

const codesOf = (...updates: Update[]): readonly string[] =>
	validateProgram(exampleProgram({ updates: [exampleUpdate, ...updates] })).map((each) => each.code);
const count = (...rows: Row[]): Update => ({ reads: ['bit', 'wanted'], writes: 'count', rows });
const linear = (coefficients: Record<string, number>, bias = 0): Update => ({ writes: 'count', linear: coefficients, bias });

const cases: readonly (readonly [string, string, readonly Update[]])[] = [
	['ALTA1020', 'an unknown read', [{ reads: ['bite'], writes: 'count', rows: [] }]],
	['ALTA1020', 'an unknown target', [{ reads: ['bit'], writes: 'counts', rows: [] }]],
	['ALTA1020', 'an unknown read of a linear map', [linear({ counts: 1 })]],
	['ALTA1102', 'a constraint on what is not read', [count({ when: { left: [1] }, value: 0 })]],
	['ALTA1103', 'a row without a value to wait for', [count({ when: { bit: [] }, value: 0 })]],
	['ALTA1104', 'a foreign category', [count({ when: { bit: [2] }, value: 0 })]],
	['ALTA1104', 'a number between two buckets', [{ reads: ['count'], writes: 'count', rows: [{ when: { count: [0.5] }, value: 0 }] }]],
	['ALTA1105', 'a value twice in a row', [count({ when: { bit: [1, 1] }, value: 0 })]],
	['ALTA1105', 'a set twice in a row', [count({ when: { wanted: [new Set([0, 1]), new Set([1, 0])] }, value: 0 })]],
	['ALTA1106', 'a read twice', [{ reads: ['bit', 'bit'], writes: 'count', rows: [] }]],
	['ALTA1107', 'text for a number', [count({ when: {}, value: '1' })]],
	['ALTA1107', 'an infinite number', [count({ when: {}, value: Number.POSITIVE_INFINITY })]],
	['ALTA1107', 'a foreign set', [{ reads: [], writes: 'wanted', rows: [{ when: {}, value: new Set([1]) }] }]],
	['ALTA1108', 'a linear map of a category', [linear({ bit: 1 })]],
	['ALTA1109', 'a linear map into a set', [{ writes: 'wanted', linear: {}, bias: 0 }]],
	['ALTA1110', 'a coefficient that is not a number', [linear({ count: Number.NaN })]],
	['ALTA1110', 'an infinite bias', [linear({}, Number.POSITIVE_INFINITY)]],
	['ALTA1111', 'a linear map beside a table', [linear({ count: 1 }), count()]],
	['ALTA1111', 'two linear maps', [linear({ count: 1 }), linear({})]],
	[
		'ALTA1112',
		'rows of one table that overlap',
		[count({ when: { bit: [0, 1] }, value: 1 }, { when: { wanted: [new Set([0])] }, value: 2 })],
	],
	['ALTA1112', 'rows that overlap and agree', [count({ when: { bit: [0] }, value: 1 }, { when: {}, value: 1 })]],
	[
		'ALTA1112',
		'rows of two tables that overlap where undefined',
		[count({ when: { bit: [0, undefined] }, value: 1 }), count({ when: { bit: [1, undefined] }, value: 2 })],
	],
];

test.each(cases)('%s: %s', (code, _, updates) => {
	expect(codesOf(...updates)).toEqual([code]);
});

test('ALTA1101: a table cannot read a numerical without values', () => {
	const { values: _, ...bare } = { name: 'count', kind: 'numerical', init: { constant: 0 }, values: [] } as const;
	const program = exampleProgram({
		updates: [exampleUpdate, { reads: ['count'], writes: 'wanted', rows: [{ when: { count: [1] }, value: undefined }] }],
	});
	const variables = program.variables.map((each) => (each.name === 'count' ? bare : each));
	expect(validateProgram({ ...program, variables }).map((each) => each.code)).toEqual(['ALTA1101']);
	expect(validateProgram(program)).toEqual([]);
});

test('ALTA1112 names both rows and a state in which they fire', () => {
	const rows: readonly Row[] = [
		{ when: { bit: [0] }, value: 1 },
		{ when: { bit: [1], left: [0] }, value: 0 },
		{ when: { bit: [0, 1], left: [undefined, 1] }, value: 0 },
	];
	const found = validateProgram(exampleProgram({ updates: [{ reads: ['bit', 'left'], writes: 'bit', rows }] }));
	expect(found).toMatchObject([
		{
			code: 'ALTA1112',
			what: expect.stringMatching(
				/^Row 2 of update 0 can fire together with row 0 of update 0, for example at bit = 0, left = (undefined|1)\.$/,
			),
			where: ['program example', 'stage 0', 'layer 0', 'update 0 (writes bit)', 'row 2'],
			why: expect.stringMatching(/^They write 0 and 1 to bit/),
		},
	]);
});

test('rows that part at some variable are fine, in one table or in two', () => {
	expect(
		codesOf(
			count({ when: { bit: [0] }, value: 1 }, { when: { bit: [undefined] }, value: 2 }),
			count({ when: { bit: [1] }, value: undefined }),
		),
	).toEqual([]);
});

test('rows of different layers do not meet', () => {
	const layer = { heads: [], updates: [count({ when: {}, value: 1 })] };
	expect(validateProgram(exampleProgram({ layers: [layer, { heads: [exampleHead], updates: [exampleUpdate] }, layer] }))).toEqual([]);
});

test('ALTA1113 warns of an update that reads an output erased before its layer', () => {
	const layers = [
		{ heads: [exampleHead], updates: [] },
		{ heads: [], updates: [exampleUpdate] },
	];
	expect(validateProgram(exampleProgram({ layers }))).toMatchObject([{ code: 'ALTA1113', severity: 'warning' }]);
	expect(
		validateProgram(exampleProgram({ layers: [{ heads: [{ ...exampleHead, keep: true }], updates: [] }, ...layers.slice(1)] })),
	).toEqual([]);
});
