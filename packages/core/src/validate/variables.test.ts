import { expect, test } from 'vitest';
import type { Program } from '../program.js';
import { exampleProgram } from '../testing/example-program.js';
import { validateProgram } from '../validate.js';

const codesOf = (program: Program): readonly string[] => validateProgram(program).map((each) => each.code);
const tokens = (...list: string[]): Program => exampleProgram({ program: { input: { tokens: list } }, bit: { init: { constant: 0 } } });

const cases: readonly (readonly [string, string, Program])[] = [
	['ALTA1002', 'an empty vocabulary', tokens()],
	['ALTA1003', 'an empty token', tokens('a', '')],
	['ALTA1004', 'a token listed twice', tokens('a', 'b', 'a')],
	['ALTA1006', 'two variables of one name', duplicated()],
	['ALTA1007', 'a category listed twice', exampleProgram({ bit: { values: [0, 1, 0] } })],
	['ALTA1007', 'a member listed twice', exampleProgram({ wanted: { members: [0, 1, 1] } })],
	['ALTA1007', 'a set listed twice', exampleProgram({ wanted: { values: [new Set([0]), new Set([0, 1]), new Set([1, 0])] } })],
	['ALTA1008', 'an infinite bucket centre', exampleProgram({ count: { values: [0, Number.POSITIVE_INFINITY] } })],
	['ALTA1008', 'NaN as a category', exampleProgram({ bit: { values: [0, 1, Number.NaN] }, left: { values: [0, 1, Number.NaN] } })],
	['ALTA1009', 'descending values', exampleProgram({ count: { values: [0, 2, 1] } })],
	['ALTA1009', 'a value listed twice', exampleProgram({ count: { values: [0, 1, 1] } })],
	['ALTA1010', 'a foreign member', exampleProgram({ wanted: { values: [new Set([0]), new Set([0, 1]), new Set([7])] } })],
	['ALTA1011', 'a numerical without values but with a list', exampleProgram({ count: { values: [] } })],
	['ALTA1012', 'half a position', exampleProgram({ program: { positions: 2.5 } })],
	['ALTA1012', 'no positions', exampleProgram({ program: { positions: 0 } })],
	['ALTA1013', 'a constant that is no category', exampleProgram({ bit: { init: { constant: '0' } } })],
	['ALTA1013', 'a set that is not listed', exampleProgram({ wanted: { init: { constant: new Set([1]) } } })],
	['ALTA1013', 'an infinite start', exampleProgram({ count: { init: { constant: Number.NEGATIVE_INFINITY } } })],
	['ALTA1013', 'text in a numerical', exampleProgram({ count: { init: { byToken: [1, '1'] } } })],
	['ALTA1014', 'too many values by token', exampleProgram({ bit: { init: { byToken: [0, 1, 1] } } })],
	['ALTA1015', 'too few values by position', exampleProgram({ bit: { init: { byPosition: [0, 1] } }, program: { positions: 3 } })],
	['ALTA1016', 'values by position without positions', exampleProgram({ bit: { init: { byPosition: [0, 1] } } })],
	['ALTA1018', 'half a surrogate pair in a token', tokens('a', '\ud800')],
	[
		'ALTA1018',
		'half a surrogate pair in a value',
		exampleProgram({ bit: { values: [0, 1, '\udc00x'] }, left: { values: [0, 1, '\udc00x'] } }),
	],
	['ALTA1018', 'half a surrogate pair in the name', exampleProgram({ program: { name: 'a\ud800' } })],
];

function duplicated(): Program {
	const program = exampleProgram();
	return { ...program, variables: [...program.variables, { name: 'bit', kind: 'categorical', values: [0], init: { constant: 0 } }] };
}

test.each(cases)('%s: %s', (code, _, program) => {
	expect(new Set(codesOf(program))).toEqual(new Set([code]));
});

test('ALTA1005: the empty name and __proto__ are refused', () => {
	for (const name of ['', '__proto__']) expect(codesOf(exampleProgram({ count: { name } }))).toContain('ALTA1005');
});

test('a variable without values can hold nothing but undefined', () => {
	const program = exampleProgram({ left: { values: [] }, head: { value: 'left' }, updates: [] });
	expect(codesOf(program)).toContain('ALTA1011');
});

test('undefined, bucket centres or not, and whole surrogate pairs are fine', () => {
	const program = exampleProgram({
		bit: { init: { byToken: [undefined, 1] } },
		count: { init: { byPosition: [-7.25, undefined] } },
		program: { positions: 2, name: '𝒶' },
	});
	expect(codesOf(program)).toEqual([]);
});
