import { PROGRAM_FORMAT, type Program, type TableUpdate, type Value, type Variable } from '@alta-ts/core';
import { describe, expect, it } from 'vitest';
import { simplify, simplifyTable } from './simplify.js';

const bit = (name: string): Variable => ({ name, kind: 'categorical', values: [0, 1], init: { constant: 0 } });

const anything = (): boolean => true;
const anythingDefined = (variable: Variable, index: number): boolean => index < (variable.values?.length ?? 0);

/** Every row of a truth table, as the reference compiler enumerates them. */
function enumerated(reads: readonly string[], writes: string, of: (...bits: number[]) => number): TableUpdate {
	const rows = Array.from({ length: 2 ** reads.length }, (_, index) => reads.map((_, at) => (index >> at) & 1)).map((bits) => ({
		when: Object.fromEntries(reads.map((name, at): [string, readonly Value[]] => [name, [bits[at]]])),
		value: of(...bits),
	}));
	return { reads, writes, rows };
}

describe('simplifyTable', () => {
	it('leaves out rows that write the value that is there', () => {
		const table = simplifyTable([bit('x'), bit('y')], anythingDefined, 'y', [enumerated(['x', 'y'], 'y', (x, y) => (x ?? 0) ^ (y ?? 0))]);
		expect(table.rows).toHaveLength(2);
		expect(table.rows.every((row) => row.when['x']?.[0] === 1)).toBe(true);
	});

	it('drops reads that decide nothing', () => {
		const table = simplifyTable([bit('x'), bit('y'), bit('z')], anythingDefined, 'z', [enumerated(['x', 'y'], 'z', (x) => x ?? 0)]);
		expect(table.reads).toEqual(['x']);
	});

	it('keeps a read that only asks whether a variable is defined', () => {
		const update: TableUpdate = { reads: ['x'], writes: 'z', rows: [{ when: { x: [0, 1] }, value: 1 }] };
		expect(simplifyTable([bit('x'), bit('z')], anything, 'z', [update]).rows).toEqual([{ when: { x: [0, 1] }, value: 1 }]);
		expect(simplifyTable([bit('x'), bit('z')], anythingDefined, 'z', [update]).rows).toEqual([{ when: {}, value: 1 }]);
	});

	it('merges values of a read that lead to the same', () => {
		const count: Variable = { name: 'count', kind: 'numerical', values: [1, 2, 3, 4], init: { constant: 1 } };
		const update: TableUpdate = {
			reads: ['count'],
			writes: 'z',
			rows: [1, 2, 3, 4].map((value) => ({ when: { count: [value] }, value: value % 2 })),
		};
		expect(simplifyTable([count, bit('z')], anything, 'z', [update]).rows).toEqual([
			{ when: { count: [1, 3] }, value: 1 },
			{ when: { count: [2, 4] }, value: 0 },
		]);
	});
});

describe('simplify', () => {
	it('joins tables that write one variable and drops tables that do nothing', () => {
		const program: Program = {
			format: PROGRAM_FORMAT,
			name: 'joined',
			input: { tokens: ['a'] },
			variables: [bit('x'), bit('y')],
			stages: [
				{
					repeat: 1,
					layers: [
						{
							heads: [],
							updates: [
								{ reads: ['x'], writes: 'y', rows: [{ when: { x: [0] }, value: 1 }] },
								{ reads: ['x'], writes: 'y', rows: [{ when: { x: [1] }, value: 1 }] },
								{ reads: ['x'], writes: 'x', rows: [{ when: { x: [1] }, value: 1 }] },
							],
						},
					],
				},
			],
			output: { variable: 'y' },
		};
		expect(simplify(program).stages[0]?.layers[0]?.updates).toEqual([{ reads: [], writes: 'y', rows: [{ when: {}, value: 1 }] }]);
	});
});
