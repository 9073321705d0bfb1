import { expect, test } from 'vitest';
import type { Program, Repeat, Update, Value } from '../program.js';
import { exampleHead, exampleProgram, exampleUpdate, type Parts } from '../testing/example-program.js';
import { validateProgram } from '../validate.js';

const codesOf = (program: Program): readonly string[] => validateProgram(program).map((each) => each.code);
const until = (variable: string, equals: Value, parts: Parts = {}): readonly string[] =>
	codesOf(exampleProgram({ repeat: { until: { variable, equals } }, ...parts }));
const repeat = (value: Repeat): readonly string[] => codesOf(exampleProgram({ repeat: value }));
const writes = (name: string, value: Value): Parts => ({
	updates: [exampleUpdate, { reads: [], writes: name, rows: [{ when: {}, value }] }],
});

test('ALTA1120: a stage without layers', () => {
	const program = exampleProgram();
	expect(codesOf({ ...program, stages: [...program.stages, { layers: [], repeat: 1 }] })).toEqual(['ALTA1120']);
});

test.each([0, -1, 1.5, Number.NaN])('ALTA1121 and ALTA1122: %s repetitions', (count) => {
	expect(repeat(count)).toEqual(['ALTA1121']);
	expect(repeat({ until: { variable: 'bit', equals: 1 }, atMost: count })).toEqual(['ALTA1122']);
});

test('ALTA1020: a condition on an unknown variable', () => {
	expect(until('done', true)).toEqual(['ALTA1020']);
});

test('ALTA1123: a condition on a value that is none', () => {
	expect(until('bit', true)).toEqual(['ALTA1123']);
	expect(until('count', '1')).toEqual(['ALTA1123']);
	expect(until('count', Number.NaN)).toEqual(['ALTA1123']);
	expect(until('wanted', new Set([1]))).toEqual(['ALTA1123']);
});

test('ALTA1124: a condition that can never hold', () => {
	expect(until('wanted', new Set([0, 1]))).toEqual(['ALTA1124']);
	expect(until('bit', undefined)).toEqual(['ALTA1124']);
	expect(until('count', 1)).toEqual(['ALTA1124']);
});

test('a value may come from the start or from a row', () => {
	expect(until('wanted', new Set([0]))).toEqual([]);
	expect(until('wanted', new Set([1, 0]), writes('wanted', new Set([0, 1])))).toEqual([]);
	expect(until('bit', undefined, writes('bit', undefined))).toEqual(['ALTA1112']);
	expect(until('count', 7, writes('count', 7))).toEqual([]);
});

test('rows of later stages come too late, those of earlier ones count', () => {
	const waiting = { layers: [{ heads: [exampleHead], updates: [exampleUpdate] }], repeat: { until: { variable: 'count', equals: 7 } } };
	const writing = { layers: [{ heads: [], updates: [{ reads: [], writes: 'count', rows: [{ when: {}, value: 7 }] }] }], repeat: 1 };
	expect(codesOf(exampleProgram({ program: { stages: [waiting, writing] } }))).toEqual(['ALTA1124']);
	expect(codesOf(exampleProgram({ program: { stages: [writing, waiting] } }))).toEqual([]);
});

test('a linear map may give any number, and undefined only if it reads something undefined', () => {
	const linear: Update = { writes: 'count', linear: { count: 2 }, bias: 0 };
	expect(until('count', 12.5, { updates: [exampleUpdate, linear] })).toEqual([]);
	expect(until('count', undefined, { updates: [exampleUpdate, linear] })).toEqual(['ALTA1124']);
	expect(until('count', undefined, { updates: [exampleUpdate, linear], count: { init: { byToken: [1, undefined] } } })).toEqual([]);
});

test('a head output that is not kept is undefined at the end of a layer', () => {
	expect(until('left', undefined)).toEqual([]);
	expect(until('left', 1)).toEqual(['ALTA1124']);
});

test('a kept head output may be what it reads, its constant, or undefined', () => {
	const kept = { left: { values: [0, 1, 2, 3] }, head: { keep: true, empty: { constant: 2 } } } as const;
	for (const value of [0, 1, 2, undefined]) expect(until('left', value, kept)).toEqual([]);
	expect(until('left', 3, kept)).toEqual(['ALTA1124']);
});

test('a kept mean may be any number, also when another head hands it on', () => {
	const program = exampleProgram({
		heads: [
			exampleHead,
			{ ...exampleHead, output: 'mean', value: 'count', combine: 'mean', keep: true },
			{ ...exampleHead, output: 'copy', value: 'mean', keep: true },
		],
		repeat: { until: { variable: 'copy', equals: 0.25 } },
	});
	const variables = ['mean', 'copy'].map((name) => ({ name, kind: 'numerical', init: { constant: undefined } }) as const);
	expect(codesOf({ ...program, variables: [...program.variables, ...variables] })).toEqual([]);
});
