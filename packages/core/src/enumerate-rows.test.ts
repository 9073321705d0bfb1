import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sameValue, valueKey } from './domain.js';
import { enumerateRows } from './enumerate-rows.js';
import type { Layer, Program, Row, TableUpdate, Value, Variable } from './program.js';
import { exampleHead, exampleProgram } from './testing/example-program.js';
import { arbitraryProgram } from './testing/index.js';
import { validateProgram } from './validate.js';

function tables({ updates }: Layer): readonly TableUpdate[] {
	return updates.filter((update): update is TableUpdate => 'rows' in update);
}

function layersOf({ stages }: Program): readonly Layer[] {
	return stages.flatMap((stage) => stage.layers);
}

/** Every assignment of listed values, in declared order, the last variable fastest. */
function combinations(variables: readonly Variable[]): readonly Readonly<Record<string, Value>>[] {
	return variables.reduce<readonly Readonly<Record<string, Value>>[]>(
		(all, { name, values = [] }) => all.flatMap((each) => values.map((value: Value) => ({ ...each, [name]: value }))),
		[{}],
	);
}

function fires(row: Row, state: Readonly<Record<string, Value>>): boolean {
	return Object.entries(row.when).every(([name, values]) => name in state && values.some((value) => sameValue(value, state[name])));
}

/** A row as text. */
function text(writes: string, when: Readonly<Record<string, Value>>, value: Value): string {
	return `${writes} <- ${valueKey(value)} where ${Object.entries(when)
		.map(([name, each]) => `${name}=${valueKey(each)}`)
		.join()}`;
}

describe('enumerating the rows of a program', () => {
	test('gives the rows that trying every combination gives', () => {
		fc.assert(
			fc.property(arbitraryProgram(), (program) => {
				const transient = new Set(layersOf(program).flatMap(({ heads }) => heads.flatMap(({ keep, output }) => (keep ? [] : [output]))));
				const enumerated = layersOf(enumerateRows(program));
				for (const [index, layer] of layersOf(program).entries()) {
					const own = new Set(layer.heads.map((head) => head.output));
					const variables = program.variables.filter(({ name, values }) => values !== undefined && (own.has(name) || !transient.has(name)));
					const expected = combinations(variables).flatMap((state) =>
						tables(layer).flatMap(({ writes, rows }) => {
							const row = rows.find((each) => fires(each, state));
							return row === undefined || (writes in state && sameValue(row.value, state[writes])) ? [] : [text(writes, state, row.value)];
						}),
					);
					const found = enumerated[index] === undefined ? [] : tables(enumerated[index]);
					const rows = found.flatMap(({ writes, rows }) =>
						rows.map(({ when, value }) =>
							text(writes, Object.fromEntries(Object.entries(when).map(([name, values]) => [name, values[0]])), value),
						),
					);
					expect(rows.toSorted()).toEqual(expected.toSorted());
				}
			}),
			{ numRuns: 200 },
		);
	});

	test('keeps programs valid', () => {
		fc.assert(
			fc.property(arbitraryProgram(), (program) => {
				expect(validateProgram(enumerateRows(program)).filter(({ severity, code }) => severity === 'error' && code !== 'ALTA1124')).toEqual(
					[],
				);
			}),
			{ numRuns: 100 },
		);
	});

	test('varies the last variable fastest, and writes tables in declared order', () => {
		const program = exampleProgram({ heads: [], left: { init: { constant: 0 } } });
		const [table] = layersOf(enumerateRows(program)).flatMap(tables);
		expect(table?.reads).toEqual(['bit', 'count', 'wanted', 'left']);
		expect(table?.rows.map(({ when }) => [when.count, when.wanted?.map((set) => valueKey(set))])).toEqual(
			[0, 1, 2].flatMap((count) => ['{0}', '{0,1}'].map((wanted) => [[count], [wanted]])),
		);
	});

	test('leaves out what a head of another layer erases', () => {
		const program = exampleProgram({
			layers: [
				{ heads: [exampleHead], updates: [] },
				{ heads: [], updates: [{ reads: [], writes: 'bit', rows: [{ when: {}, value: 1 }] }] },
			],
		});
		const [table] = layersOf(enumerateRows(program)).flatMap(tables);
		expect(table?.reads).toEqual(['bit', 'count', 'wanted']);
		expect(table?.rows).toHaveLength(6);
	});

	test('stops at a budget, and says what multiplies: ALTA1160', () => {
		expect(enumerateRows(exampleProgram(), { budget: 24 }).stages).toHaveLength(1);
		expect(() => enumerateRows(exampleProgram(), { budget: 23 })).toThrow(
			/ALTA1160: The variables have 24 combinations of values; at most 23 .*The largest: "count" 3, "bit" 2/s,
		);
	});
});
