import { expect, test } from 'vitest';
import { type Attend, attend } from '../attend.js';
import { categorical, numerical, range, set } from '../declare.js';
import { defineProgram } from '../define-program.js';
import type { Program } from '../program.js';
import { validateProgram } from '../validate.js';

type Name = 'isA' | 'one' | 'zero' | 'signed' | 'raw' | 'grown' | 'letter' | 'index' | 'moving' | 'wanted';

/** What validation says of a program with one head, whose output a table reads. */
function problemsOf(head: Attend<Name, Name>, positions?: number): readonly (readonly [string, string])[] {
	return validateProgram(program(head, positions)).flatMap(({ code, severity, what }) =>
		/ALTA114[23]/.test(code) ? [[`${severity} ${code}`, what]] : [],
	);
}

function codesOf(head: Attend<Name, Name>, positions?: number): readonly string[] {
	return problemsOf(head, positions).map(([code]) => code);
}

function program(head: Attend<Name, Name>, positions = 4): Program {
	return defineProgram({
		name: 'buckets',
		tokens: ['a', 'b'],
		positions,
		variables: {
			isA: numerical([0, 1], { byToken: (token) => (token === 'a' ? 1 : 0) }),
			one: numerical([0, 1], { constant: 1 }),
			zero: numerical([0, 1]),
			signed: numerical([-1, 1], { byToken: (token) => (token === 'a' ? 1 : -1) }),
			raw: numerical({ byToken: (token) => (token === 'a' ? 1 : 0) }),
			grown: numerical([0, 1]),
			letter: categorical(['a', 'b'], { byToken: 'itself' }),
			index: categorical(range(positions), { byPosition: (position) => position }),
			moving: categorical(range(positions), { byPosition: (position) => position }),
			wanted: set(range(positions + 1), [[0], [0, 1]]),
			result: categorical([false, true]),
		},
		heads: { found: head },
		mlp: {
			read(z) {
				z.result = z.found === 1;
			},
			move(z) {
				if (z.letter === 'a') z.moving = 0;
			},
		},
		linear: { grown: { of: { grown: 2 }, bias: 1 } },
		output: 'result',
		layers: 1,
	});
}

/** The same program without a longest input. */
function unlimited(head: Attend<Name, Name>): readonly string[] {
	const { positions: _, variables, ...rest } = program(head);
	const free = variables.map((each) => ('byPosition' in each.init ? { ...each, init: { constant: 0 } } : each));
	return validateProgram({ ...rest, variables: free }).flatMap(({ code }) => (/ALTA114[23]/.test(code) ? [code] : []));
}

const same = { query: 'letter', key: 'letter' } as const;

test('ALTA1142: a count that lists what a single value may be', () => {
	expect(problemsOf(attend({ value: 'isA', ...same, combine: 'sum' }))).toEqual([
		['warning ALTA1142', 'found is a sum that can reach 4, outside the numbers it lists, of which 1 is the largest.'],
	]);
	expect(unlimited(attend({ value: 'isA', ...same, combine: 'sum' }))).toEqual(['ALTA1142']);
	expect(codesOf(attend({ value: 'isA', ...same, combine: 'sum', values: range(4) }))).toEqual(['warning ALTA1142']);
	expect(codesOf(attend({ value: 'isA', offsets: { from: -2, to: 0 }, combine: 'sum', values: range(3) }))).toEqual(['warning ALTA1142']);
	expect(codesOf(attend({ value: 'grown', ...same, combine: 'sum' }))).toEqual(['warning ALTA1142']);
	expect(codesOf(attend({ value: 'signed', ...same, combine: 'sum' }))).toEqual(['warning ALTA1142']);
	expect(codesOf(attend({ value: 'isA', query: 'index', key: 'moving', combine: 'sum' }))).toEqual(['warning ALTA1142']);
	expect(codesOf(attend({ value: 'isA', query: 'wanted', key: 'index', combine: 'sum' }))).toEqual(['warning ALTA1142']);
});

test('a sum that lists all there can be, or of one key, or of zeros, is fine', () => {
	expect(codesOf(attend({ value: 'isA', ...same, combine: 'sum', values: range(5) }))).toEqual([]);
	expect(unlimited(attend({ value: 'isA', ...same, combine: 'sum', values: range(5) }))).toEqual([]);
	expect(codesOf(attend({ value: 'isA', offsets: { from: -2, to: 0 }, combine: 'sum', values: range(4) }))).toEqual([]);
	expect(codesOf(attend({ value: 'isA', offsets: [-2, -1], combine: 'sum', values: range(3) }))).toEqual([]);
	expect(codesOf(attend({ value: 'isA', offset: -1, combine: 'sum' }))).toEqual([]);
	expect(codesOf(attend({ value: 'isA', query: 'moving', key: 'index', combine: 'sum' }))).toEqual([]);
	expect(codesOf(attend({ value: 'zero', ...same, combine: 'sum' }))).toEqual([]);
	expect(codesOf(attend({ value: 'isA', ...same, combine: 'sum' }), 1)).toEqual([]);
});

test('ALTA1143: a mean that lists what a single value may be', () => {
	expect(problemsOf(attend({ value: 'isA', ...same }))).toEqual([
		['warning ALTA1143', 'found is a mean, and lists the same numbers as isA, of which it is taken.'],
	]);
	expect(unlimited(attend({ value: 'isA', ...same }))).toEqual(['ALTA1143']);
	expect(validateProgram(program(attend({ value: 'isA', ...same })))[0]?.why).toContain('0.3 is read as 0');
	expect(validateProgram(program(attend({ value: 'signed', ...same })))[0]?.why).toContain('-0.4 is read as -1');
	expect(codesOf(attend({ value: 'isA' }))).toEqual(['warning ALTA1143']);
});

test('a mean that lists other numbers, or is of one key or one number, is fine', () => {
	expect(codesOf(attend({ value: 'isA', ...same, values: [0, 0.5, 1] }))).toEqual([]);
	expect(codesOf(attend({ value: 'isA', offset: -1 }))).toEqual([]);
	expect(codesOf(attend({ value: 'isA', query: 'moving', key: 'index' }))).toEqual([]);
	expect(codesOf(attend({ value: 'one', ...same }))).toEqual([]);
	expect(codesOf(attend({ value: 'raw', ...same, values: [0, 1] }))).toEqual([]);
});

test('what no table reads is not compared with a list', () => {
	const { stages, ...rest } = program(attend({ value: 'isA', ...same, combine: 'sum' }));
	const silent = stages.map((stage) => ({ ...stage, layers: stage.layers.map((layer) => ({ ...layer, updates: [] })) }));
	expect(validateProgram({ ...rest, stages: silent }).map(({ code }) => code)).not.toContain('ALTA1142');
});
