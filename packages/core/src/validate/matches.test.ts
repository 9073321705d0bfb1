import { expect, test } from 'vitest';
import type { Match } from '../program.js';
import { exampleProgram } from '../testing/example-program.js';
import { validateProgram } from '../validate.js';

const codesOf = (...where: Match[]): readonly string[] => validateProgram(exampleProgram({ head: { where } })).map((each) => each.code);
const table = (...test: { query: number; keys: number[] }[]): Match => ({ query: 'bit', key: 'bit', test });

const cases: readonly (readonly [string, string, Match])[] = [
	['ALTA1036', 'a numerical key', { query: 'bit', key: 'count', test: 'equal' }],
	['ALTA1036', 'equality with a set', { query: 'wanted', key: 'bit', test: 'equal' }],
	['ALTA1036', 'membership in a category', { query: 'bit', key: 'bit', test: 'member' }],
	['ALTA1036', 'a set as the key', { query: 'wanted', key: 'wanted', test: 'member' }],
	['ALTA1036', 'a table of numbers', { query: 'count', key: 'bit', test: [] }],
	['ALTA1038', 'a foreign query', table({ query: 2, keys: [0] })],
	['ALTA1038', 'a foreign key', table({ query: 0, keys: [2] })],
	['ALTA1039', 'a query listed twice', table({ query: 0, keys: [0] }, { query: 0, keys: [1] })],
	['ALTA1039', 'a key listed twice', table({ query: 0, keys: [0, 0] })],
	['ALTA1039', 'an offset listed twice', { offsets: [1, 1] }],
	['ALTA1040', 'half an offset', { offsets: [0.5] }],
	['ALTA1040', 'an infinite offset', { offsets: { to: Number.POSITIVE_INFINITY } }],
	['ALTA1041', 'a range backwards', { offsets: { from: 1, to: 0 } }],
	['ALTA1042', 'no offsets', { offsets: [] }],
];

test.each(cases)('%s: %s', (code, _, match) => {
	expect(codesOf(match)).toEqual([code]);
});

test('ALTA1037 warns of a match that can never hold, by equality and by membership', () => {
	const text = { name: 'left', kind: 'categorical', values: ['0', '1', 0, 1], init: { constant: undefined } } as const;
	const program = exampleProgram({ left: text, head: { keep: true, where: [{ query: 'wanted', key: 'left', test: 'member' }] } });
	expect(validateProgram(program)).toEqual([]);
	const foreign = { members: ['0', '1'], values: [new Set(['0'])], init: { constant: new Set(['0']) } };
	const found = validateProgram(exampleProgram({ wanted: foreign, head: { where: [{ query: 'wanted', key: 'bit', test: 'member' }] } }));
	expect(found).toContainEqual(expect.objectContaining({ code: 'ALTA1037', severity: 'warning' }));
});

test('tables, ranges open on either side and several offset matches are fine', () => {
	const whole = {
		query: 'bit',
		key: 'bit',
		test: [
			{ query: 1, keys: [0, 1] },
			{ query: 0, keys: [] },
		],
	};
	expect(codesOf(whole, { offsets: { from: -2 } }, { offsets: { to: 0 } }, { offsets: {} }, { offsets: [-1, 1] })).toEqual([]);
	expect(codesOf()).toEqual([]);
});
