import { expect, test } from 'vitest';
import type { Output, Readout } from '../program.js';
import { exampleProgram } from '../testing/example-program.js';
import { validateProgram } from '../validate.js';

const terms: Readout['terms'] = [
	{ variable: 'bit', value: 1, weights: [0, 1] },
	{ variable: 'wanted', value: new Set([0]), weights: [0, 1] },
	{ variable: 'count', weights: [0, 1] },
];
const readout = (parts: Partial<Readout>): Readout => ({ classes: ['no', 'yes'], bias: [0, 0], terms, pool: 'mean', ...parts });
const term = (each: Readout['terms'][number]): Readout => readout({ terms: [...terms, each] });

function codesOf(output: Output): readonly string[] {
	return validateProgram(exampleProgram({ program: { output, positions: 4 } })).map((each) => each.code);
}

const cases: readonly (readonly [string, string, Output])[] = [
	['ALTA1020', 'a term on an unknown variable', term({ variable: 'byt', value: 1, weights: [0, 0] })],
	['ALTA1018', 'half a surrogate pair as a class', readout({ classes: ['no', '\ud800'] })],
	['ALTA1130', 'a bias too short', readout({ bias: [0] })],
	['ALTA1130', 'weights too long', term({ variable: 'bit', value: 1, weights: [0, 0, 0] })],
	['ALTA1131', 'a term on a foreign value', term({ variable: 'bit', value: 2, weights: [0, 0] })],
	['ALTA1131', 'a term on a foreign set', term({ variable: 'wanted', value: new Set([1]), weights: [0, 0] })],
	['ALTA1132', 'a term on a category as a whole', term({ variable: 'bit', weights: [0, 0] })],
	['ALTA1133', 'a term on a certain number', term({ variable: 'count', value: 1, weights: [0, 0] })],
	['ALTA1134', 'a position beyond the last', readout({ pool: { position: 4 } })],
	['ALTA1134', 'a negative position', readout({ pool: { position: -1 } })],
	['ALTA1135', 'an infinite weight', term({ variable: 'count', weights: [0, Number.POSITIVE_INFINITY] })],
	['ALTA1135', 'a bias that is not a number', readout({ bias: [0, Number.NaN] })],
	['ALTA1136', 'a class listed twice', readout({ classes: ['no', 'no'] })],
	['ALTA1136', 'an infinite class', readout({ classes: ['no', Number.POSITIVE_INFINITY] })],
	['ALTA1137', 'no classes', { classes: [], bias: [], terms: terms.map((each) => ({ ...each, weights: [] })), pool: 'none' }],
];

test.each(cases)('%s: %s', (code, _, output) => {
	expect(codesOf(output)).toEqual([code]);
});

test('ALTA1020: an unknown output', () => {
	expect(codesOf({ variable: 'bits' })).toContain('ALTA1020');
});

test('a read-out at a position of the program is fine', () => {
	expect(codesOf(readout({ pool: { position: 3 } }))).toEqual([]);
});

test('ALTA1140 and ALTA1141 warn of what nobody reads', () => {
	const found = validateProgram(exampleProgram({ updates: [], program: { output: { variable: 'bit' } } }));
	expect(found.map(({ code, severity, where }) => [code, severity, where.at(-1)])).toEqual([
		['ALTA1140', 'warning', 'variable count'],
		['ALTA1140', 'warning', 'variable wanted'],
		['ALTA1141', 'warning', 'variable left'],
	]);
});

test('conditions, queries, keys, linear maps and terms read', () => {
	const program = exampleProgram({
		head: { where: [{ query: 'wanted', key: 'bit', test: 'member' }] },
		updates: [{ writes: 'count', linear: { count: 1 }, bias: 1 }],
		repeat: { until: { variable: 'left', equals: undefined } },
		program: { output: { variable: 'bit' } },
	});
	expect(validateProgram(program)).toEqual([]);
});
