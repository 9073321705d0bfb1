import { describe, expect, test } from 'vitest';
import { blockOf, coordinateNames, guardOf, layoutWidth, validateLayout, variablesOf } from './coordinates.js';
import { decodeState, encodeState } from './encode-state.js';
import type { Block, Layout } from './layout.js';

const blocks = [
	{ kind: 'categorical', variable: 'symbol', values: [1, '1', 'a', true, 'true'], start: 0, width: 5 },
	{ kind: 'numerical', variable: 'count', nullable: true, values: [-1, 0, 2], start: 5, width: 2 },
	{ kind: 'numerical', variable: 'sum', nullable: false, start: 7, width: 1 },
	{ kind: 'set', variable: 'seen', members: ['a', 'b'], nullable: true, start: 8, width: 3 },
	{ kind: 'set', variable: 'open', members: [1], nullable: false, start: 11, width: 1 },
	{ kind: 'guard', variable: 'symbol', start: 12, width: 1 },
	{ kind: 'plain', names: ['spare 0', 'spare 1'], start: 13, width: 2 },
] as const satisfies Block[];
const layout: Layout = { blocks, sources: [] };

function codesOf(broken: readonly Block[], width = 15): string[] {
	return validateLayout({ blocks: broken, sources: [] }, width).map((each) => each.code);
}

/** The layout with one block replaced. */
function withBlock(index: number, block: Block): Block[] {
	return blocks.map((each, place) => (place === index ? block : each));
}

describe('coordinateNames', () => {
	test('names every coordinate once', () => {
		expect(coordinateNames(layout)).toEqual([
			'symbol=1',
			'symbol="1"',
			'symbol=a',
			'symbol=true',
			'symbol="true"',
			'count',
			'count.defined',
			'sum',
			'seen∋a',
			'seen∋b',
			'seen.defined',
			'open∋1',
			'symbol.several',
			'spare 0',
			'spare 1',
		]);
		expect(layoutWidth(layout)).toBe(15);
		expect(layoutWidth({ blocks: [], sources: [] })).toBe(0);
	});
});

test('coordinates that a target adds are numbered', () => {
	const added: Block[] = [
		{ kind: 'position', start: 0, width: 2 },
		{ kind: 'sink', start: 2, width: 1 },
		{ kind: 'scratch', start: 3, width: 2 },
	];
	expect(coordinateNames({ blocks: added, sources: [] })).toEqual([
		'input.position=0',
		'input.position=1',
		'input.sink',
		'scratch.0',
		'scratch.1',
	]);
	expect(codesOf(added, 5)).toEqual([]);
	expect(codesOf([{ kind: 'sink', start: 0, width: 2 }], 2)).toEqual(['ALTA3102']);
});

describe('blockOf and guardOf', () => {
	test('find the block and the guard of a variable', () => {
		expect(blockOf(layout, 'symbol')).toBe(blocks[0]);
		expect(guardOf(layout, 'symbol')).toBe(blocks[5]);
		expect(blockOf(layout, 'absent')).toBeUndefined();
		expect(guardOf(layout, 'count')).toBeUndefined();
	});
});

describe('validateLayout', () => {
	test('finds nothing wrong with a right layout', () => {
		expect(validateLayout(layout, 15)).toEqual([]);
		expect(validateLayout({ blocks: [], sources: [] }, 0)).toEqual([]);
	});

	test('ALTA3101: blocks follow one another and cover the width', () => {
		expect(codesOf(blocks, 16)).toEqual(['ALTA3101']);
		expect(codesOf(withBlock(2, { kind: 'numerical', variable: 'sum', nullable: false, start: 8, width: 1 }))).toEqual([
			'ALTA3101',
			'ALTA3101',
		]);
	});

	test('ALTA3102: the width of a block follows from its values', () => {
		expect(codesOf(withBlock(2, { kind: 'numerical', variable: 'sum', nullable: true, start: 7, width: 1 }))).toEqual(['ALTA3102']);
	});

	test('ALTA3103: a variable has one block and one guard', () => {
		expect(codesOf(withBlock(2, { kind: 'numerical', variable: 'count', nullable: false, start: 7, width: 1 }))).toEqual(['ALTA3103']);
		expect(codesOf([...blocks, { kind: 'guard', variable: 'symbol', start: 15, width: 1 }], 16)).toEqual(['ALTA3103']);
	});

	test('ALTA3104: a guard belongs to a variable', () => {
		expect(codesOf(withBlock(5, { kind: 'guard', variable: 'absent', start: 12, width: 1 }))).toEqual(['ALTA3104']);
	});

	test('ALTA3105: values are distinct, bucket centres ascend', () => {
		expect(codesOf(withBlock(4, { kind: 'set', variable: 'open', members: [1, 1], nullable: false, start: 11, width: 2 }))).toContain(
			'ALTA3105',
		);
		expect(codesOf(withBlock(0, { kind: 'categorical', variable: 'symbol', values: [1, 2, 3, 4, 1], start: 0, width: 5 }))).toEqual([
			'ALTA3105',
		]);
		expect(codesOf(withBlock(1, { kind: 'numerical', variable: 'count', nullable: true, values: [0, 2, 1], start: 5, width: 2 }))).toEqual([
			'ALTA3105',
		]);
	});

	test('reports all problems at once', () => {
		expect(codesOf([{ kind: 'guard', variable: 'a', start: 1, width: 2 }], 1)).toEqual(['ALTA3101', 'ALTA3101', 'ALTA3102', 'ALTA3104']);
	});
});

describe('variables that share a block', () => {
	const shared = { kind: 'categorical', variable: 'x', also: ['y', 'z'], values: [0, 1], start: 0, width: 2 } as const;
	const guard = { kind: 'guard', variable: 'x', start: 2, width: 1 } as const;
	const both: Layout = { blocks: [shared, guard], sources: [] };

	test('are found by each of their names, and so is their guard', () => {
		expect(validateLayout(both, 3)).toEqual([]);
		expect(variablesOf(shared)).toEqual(['x', 'y', 'z']);
		expect([blockOf(both, 'y'), guardOf(both, 'z'), blockOf(both, 'other')]).toEqual([shared, guard, undefined]);
	});

	test('are decoded and encoded by each of their names', () => {
		expect(decodeState(both, [0, 1, 0])).toEqual({ x: 1, y: 1, z: 1 });
		expect(Array.from(encodeState(both, { z: 1 }))).toEqual([0, 1, 0]);
	});

	test('have no other block (ALTA3103)', () => {
		expect(codesOf([shared, { ...shared, variable: 'w', also: ['z'], start: 2 }], 4)).toEqual(['ALTA3103']);
		expect(codesOf([{ ...shared, also: ['x'] }], 2)).toEqual(['ALTA3103']);
	});
});
