import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDiagramBuilder, KEEP } from './diagram.js';
import { domainIndex, domainOf } from './domain.js';
import type { Row, TableUpdate, Value, Variable } from './program.js';
import { findRowConflicts } from './row-conflicts.js';
import { createTerminals, diagramSizes, diagramTable, tableDiagram } from './table-diagram.js';

const variables: readonly Variable[] = [
	{ kind: 'categorical', name: 'done', init: { constant: false }, values: [false, true] },
	{ kind: 'numerical', name: 'x', init: { constant: 0 }, values: [0, 0.5, 1] },
	{ kind: 'set', name: 'query', init: { constant: undefined }, members: ['a', 'b'], values: [new Set(['a']), new Set(['a', 'b'])] },
];

const row: fc.Arbitrary<Row> = fc.record({
	when: fc.tuple(...variables.map((variable) => fc.option(fc.subarray([...domainOf(variable)], { minLength: 1 })))).map((lists) => {
		const entries = lists.flatMap((list, at): [string, readonly Value[]][] => (list === null ? [] : [[variables[at]?.name ?? '', list]]));
		return Object.fromEntries(entries);
	}),
	value: fc.constantFrom('p', 'q', undefined),
});
const table: fc.Arbitrary<TableUpdate> = fc
	.array(row, { maxLength: 14 })
	.map((rows) => ({ reads: variables.map((variable) => variable.name), writes: 'out', rows }));

function states(): readonly (readonly Value[])[] {
	return variables.reduce<readonly (readonly Value[])[]>(
		(prefixes, variable) => prefixes.flatMap((prefix) => domainOf(variable).map((value) => [...prefix, value])),
		[[]],
	);
}

function fires({ when }: Row, state: readonly Value[]): boolean {
	return variables.every((variable, at) => {
		const list = when[variable.name];
		return list === undefined || list.some((value) => domainIndex(variable, value) === domainIndex(variable, state[at]));
	});
}

describe('findRowConflicts', () => {
	it('finds a conflict exactly where two rows fire together, with a state that shows it', () => {
		fc.assert(
			fc.property(fc.array(table, { minLength: 1, maxLength: 2 }), (updates) => {
				const rows = updates.flatMap((update) => update.rows);
				const conflicts = findRowConflicts(variables, updates, 1000);
				const pairs = rows.flatMap((first, at) => rows.slice(at + 1).map((second): [Row, Row] => [first, second]));
				const together = pairs.filter(([first, second]) => states().some((state) => fires(first, state) && fires(second, state)));
				expect(conflicts.length).toBe(together.length);
				for (const { first, second, state } of conflicts) {
					const example = variables.map((variable) => (state.has(variable.name) ? state.get(variable.name) : domainOf(variable)[0]));
					for (const { update, row } of [first, second]) {
						const found = updates[update]?.rows[row];
						expect(found !== undefined && fires(found, example)).toBe(true);
					}
				}
			}),
		);
	});

	it('stops at the limit', () => {
		const rows = Array.from({ length: 40 }, (): Row => ({ when: {}, value: 1 }));
		expect(findRowConflicts(variables, [{ reads: [], writes: 'out', rows }], 5)).toHaveLength(5);
	});

	it('passes over rows that constrain an unknown variable', () => {
		const rows: readonly Row[] = [
			{ when: { typo: [1] }, value: 1 },
			{ when: {}, value: 1 },
		];
		expect(findRowConflicts(variables, [{ reads: [], writes: 'out', rows }])).toEqual([]);
	});
});

describe('tableDiagram and diagramTable', () => {
	const disjoint = table.map((update): TableUpdate => {
		const rows: Row[] = [];
		for (const each of update.rows) if (findRowConflicts(variables, [{ ...update, rows: [...rows, each] }]).length === 0) rows.push(each);
		return { ...update, rows };
	});

	it('mean the same table, there and back', () => {
		fc.assert(
			fc.property(disjoint, disjoint, (first, second) => {
				const updates = findRowConflicts(variables, [first, second]).length === 0 ? [first, second] : [first];
				const diagrams = createDiagramBuilder(diagramSizes(variables));
				const terminals = createTerminals();
				const diagram = tableDiagram(diagrams, variables, updates, terminals);
				const back = diagramTable(diagrams, diagram, variables, 'out', terminals);
				const rows = updates.flatMap((update) => update.rows);
				for (const state of states()) {
					const expected = rows.filter((each) => fires(each, state)).map((each) => each.value);
					expect(back.rows.filter((each) => fires(each, state)).map((each) => each.value)).toEqual(expected);
				}
				expect(tableDiagram(diagrams, variables, [back], terminals)).toBe(diagram);
			}),
		);
	});

	it('leaves out what does not matter and lists values in declared order, undefined last', () => {
		const diagrams = createDiagramBuilder(diagramSizes(variables));
		const terminals = createTerminals();
		const rows: readonly Row[] = [
			{ when: { x: [undefined, 1, 0], done: [true, false, undefined] }, value: 'p' },
			{ when: { x: [0.5], query: [new Set(['b', 'a'])] }, value: 'p' },
		];
		const diagram = tableDiagram(diagrams, variables, [{ reads: [], writes: 'out', rows }], terminals);
		expect(diagramTable(diagrams, diagram, variables, 'out', terminals)).toEqual({
			reads: ['x', 'query'],
			writes: 'out',
			rows: [
				{ when: { x: [0, 1, undefined] }, value: 'p' },
				{ when: { x: [0.5], query: [new Set(['a', 'b'])] }, value: 'p' },
			],
		});
	});

	it('is KEEP for a table without rows', () => {
		const diagrams = createDiagramBuilder(diagramSizes(variables));
		expect(tableDiagram(diagrams, variables, [{ reads: [], writes: 'out', rows: [] }], createTerminals())).toBe(KEEP);
	});
});
