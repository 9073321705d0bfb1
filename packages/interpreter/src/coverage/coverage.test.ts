import {
	attend,
	bucketOf,
	type Columns,
	categorical,
	defineProgram,
	enumerateRows,
	numerical,
	type Program,
	range,
	sameValue,
	type Value,
} from '@alta-ts/core';
import { arbitraryInput, arbitraryProgram } from '@alta-ts/core/testing';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../evaluate.js';
import { coverage, firedRows } from './coverage.js';
import { type ErasingRow, type ProgramRow, programRows, showRow } from './program-rows.js';

/** Counts up to its first token, one a layer. */
const counter: Program = defineProgram({
	name: 'counter',
	tokens: ['0', '1', '2', '3'],
	variables: {
		goal: categorical(range(4), { byToken: (token) => Number(token) }),
		count: categorical(range(4)),
	},
	heads: { first: attend({ value: 'goal', combine: { pick: 'first' } }) },
	mlp(z) {
		if (z.count < z.first) z.count = Math.min(3, z.count + 1);
	},
	output: 'count',
	layers: 4,
});

function texts(rows: readonly ProgramRow[]): readonly string[] {
	return rows.map(showRow);
}

describe('rows', () => {
	test('are those of tables, then one for every value of a transient head', () => {
		const rows = texts(programRows(counter));
		expect(rows.filter((row) => row.startsWith('count'))).toHaveLength(rows.length - 4);
		expect(rows.slice(-4)).toEqual([0, 1, 2, 3].map((value) => `first ← undefined where first = ${value}`));
	});

	test('of kept heads and of numbers without values are not erased', () => {
		const program = defineProgram({
			name: 'kept',
			tokens: ['a'],
			variables: { x: categorical([0, 1]), one: numerical({ constant: 1 }) },
			heads: { left: attend({ value: 'x', offset: -1, keep: true }), total: attend({ value: 'one', combine: 'sum' }) },
			layers: 1,
			output: 'left',
		});
		expect(programRows(program)).toEqual([]);
	});

	test('show what they write, and when', () => {
		const when = { x: [undefined], y: range(12) };
		const row = { kind: 'table', stage: 0, layer: 0, update: 0, row: 0, writes: 'z', value: undefined } as const;
		expect(showRow({ ...row, when })).toBe('z ← undefined where x = undefined, y in {0, 1, 2, 3, 4, 5, 6, 7, … 12 values}');
		expect(showRow({ ...row, when: {} })).toBe('z ← undefined');
	});
});

describe('fired rows', () => {
	test('are those a trace shows', () => {
		const inputs = arbitraryProgram().chain((program) =>
			fc.tuple(fc.constant(program), fc.array(arbitraryInput(program), { maxLength: 3 })),
		);
		fc.assert(
			fc.property(inputs, ([program, inputs]) => {
				const fired = new Set(inputs.flatMap((tokens) => tracedRows(program, tokens)));
				const expected = programRows(program).filter((row) => fired.has(nameOf(row)));
				expect(firedRows(program, inputs)).toEqual(expected);
			}),
			{ numRuns: 200 },
		);
	});

	test('are erased by bucket where heads write numbers', () => {
		const program = defineProgram({
			name: 'share',
			tokens: ['a', 'b'],
			variables: { isA: numerical([0, 1], { byToken: (token) => (token === 'a' ? 1 : 0) }) },
			heads: { share: attend({ value: 'isA', combine: 'mean', values: [0, 0.25, 0.5, 0.75, 1] }) },
			layers: 1,
			output: 'isA',
		});
		expect(texts(firedRows(program, [['a', 'a', 'b']]))).toEqual(['share ← undefined where share = 0.75']);
	});
});

describe('coverage', () => {
	test('tells what only the test set needs', () => {
		const report = coverage(enumerateRows(counter), [['0'], ['1', '3']], [['1'], ['2', '0'], []]);
		expect(report).toMatchObject({
			training: { inputs: 2, unfinished: [] },
			test: { inputs: 3, unfinished: [] },
			covered: 2,
			share: 2 / 3,
			uncovered: [1],
			testOnlyCoordinates: [
				{ variable: 'goal', value: 2 },
				{ variable: 'count', value: 2 },
				{ variable: 'first', value: 2 },
			],
		});
		expect(texts(report.testOnlyRows)).toEqual([
			'count ← 1 where goal = 0, count = 0, first = 2',
			'count ← 2 where goal = 0, count = 1, first = 2',
			'count ← 1 where goal = 2, count = 0, first = 2',
			'count ← 2 where goal = 2, count = 1, first = 2',
			'first ← undefined where first = 2',
		]);
		expect(report.test.fired - report.testOnlyRows.length).toBe(2);
	});

	test('is complete for what was trained on, and for nothing', () => {
		const inputs = [['3', '0'], ['2']];
		const report = coverage(counter, inputs, inputs);
		expect(report).toMatchObject({ covered: 2, share: 1, uncovered: [], testOnlyRows: [], testOnlyCoordinates: [] });
		expect(report.test.fired).toBe(report.training.fired);
		expect(coverage(counter, inputs, [])).toMatchObject({ covered: 0, share: 1, uncovered: [] });
	});

	test('says which runs reached their limit, unless they were given a number of layers', () => {
		const endless = defineProgram({
			name: 'endless',
			tokens: ['a', 'b'],
			variables: { x: categorical([0, 1], { byToken: (token) => (token === 'a' ? 1 : 0) }) },
			output: 'x',
			halt: { variable: 'x', equals: 1 },
		});
		const report = coverage(endless, [['a'], ['b']], [['b', 'a'], []], { maxLayers: 5 });
		expect([report.training.unfinished, report.test.unfinished]).toEqual([[1], [0]]);
		expect(coverage(endless, [['b']], [], { layers: 5 }).training.unfinished).toEqual([]);
	});
});

/** A name that tells a row from all others of its program. */
function nameOf(row: ProgramRow): string {
	return row.kind === 'erasing' ? showRow(row) : [row.stage, row.layer, row.update, row.row].join('.');
}

function tracedRows(program: Program, tokens: readonly string[]): readonly string[] {
	const rows = programRows(program);
	const { layers = [] } = evaluate(program, tokens, { trace: true }).trace ?? {};
	return layers.flatMap(({ stage, layer, fired, afterAttention }) => {
		const erased = rows.filter(
			(row) => row.kind === 'erasing' && row.stage === stage && row.layer === layer && occurs(program, row, afterAttention),
		);
		return [...fired.map(({ update, row }) => [stage, layer, update, row].join('.')), ...erased.map(nameOf)];
	});
}

function occurs(program: Program, { variable: name, value }: ErasingRow, columns: Columns): boolean {
	const values = program.variables.find((variable) => variable.name === name)?.values ?? [];
	const centres = values.filter((each) => typeof each === 'number');
	const isNumerical = program.variables.some((variable) => variable.name === name && variable.kind === 'numerical');
	const seen = (held: Value): Value => (isNumerical && typeof held === 'number' ? centres[bucketOf(centres, held)] : held);
	return (columns[name] ?? []).some((held) => sameValue(seen(held), value));
}
