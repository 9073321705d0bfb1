import type { Atom, Value } from '@alta-ts/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBlock, decodeState, encodeState } from './encode-state.js';
import type { Block, Layout } from './layout.js';

const atom: fc.Arbitrary<Atom> = fc.oneof(fc.string({ maxLength: 3 }), fc.integer({ min: -5, max: 5 }), fc.boolean());
const atoms: fc.Arbitrary<Atom[]> = fc.uniqueArray(atom, { minLength: 1, maxLength: 6 });

/** A block without its start, and a value it can hold. */
type Piece = { readonly block: Block; readonly value: Value };

function optional(value: fc.Arbitrary<Value>, nullable: boolean): fc.Arbitrary<Value> {
	return nullable ? fc.option(value, { nil: undefined }) : value;
}

function piece(variable: string): fc.Arbitrary<Piece> {
	const categorical = atoms.chain((values) =>
		optional(fc.constantFrom(...values), true).map(
			(value): Piece => ({
				block: { kind: 'categorical', variable, values, start: 0, width: values.length },
				value,
			}),
		),
	);
	const numerical = fc.boolean().chain((nullable) =>
		optional(fc.double({ noNaN: true, noDefaultInfinity: true }), nullable).map(
			(value): Piece => ({
				block: { kind: 'numerical', variable, nullable, start: 0, width: nullable ? 2 : 1 },
				value,
			}),
		),
	);
	const set = fc.tuple(atoms, fc.boolean()).chain(([members, nullable]) =>
		optional(
			fc.subarray(members).map((chosen) => new Set(chosen)),
			nullable,
		).map(
			(value): Piece => ({
				block: { kind: 'set', variable, members, nullable, start: 0, width: members.length + (nullable ? 1 : 0) },
				value,
			}),
		),
	);
	return fc.oneof(categorical, numerical, set);
}

const pieces: fc.Arbitrary<Piece[]> = fc
	.uniqueArray(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor')), { maxLength: 5 })
	.chain((names) => fc.tuple(...names.map(piece)));

function layoutOf(blocks: readonly Block[]): Layout {
	let start = 0;
	const placed = blocks.map((block) => {
		start += block.width;
		return { ...block, start: start - block.width };
	});
	return { blocks: placed, sources: [] };
}

const symbol = { kind: 'categorical', variable: 'symbol', values: ['a', 'b', 'c'], start: 0, width: 3 } as const;
const guarded: Layout = { blocks: [symbol, { kind: 'guard', variable: 'symbol', start: 3, width: 1 }], sources: [] };

describe('encodeState and decodeState', () => {
	test('are inverse for every state a layout can hold', () => {
		fc.assert(
			fc.property(pieces, (given) => {
				const layout = layoutOf(given.map((each) => each.block));
				const state = Object.fromEntries(
					given.flatMap((each) => (!('variable' in each.block) ? [] : [[each.block.variable, each.value] as const])),
				);
				expect(Object.entries(decodeState(layout, encodeState(layout, state)))).toEqual(Object.entries(state));
			}),
		);
	});

	test('survive small errors of zeros and ones', () => {
		fc.assert(
			fc.property(
				fc.constantFrom('a', 'b', 'c', undefined),
				fc.array(fc.double({ min: -0.15, max: 0.15, noNaN: true }), { minLength: 4, maxLength: 4 }),
				(value, errors) => {
					const row = encodeState(guarded, { symbol: value }).map((coordinate, index) => coordinate + (errors[index] ?? 0));
					expect(decodeState(guarded, row)).toEqual({ symbol: value });
				},
			),
		);
	});

	test('fill the row that is passed', () => {
		const row = Float64Array.of(9, 9, 9, 9);
		expect(encodeState(guarded, { symbol: 'b', other: 1 }, row)).toBe(row);
		expect([...row]).toEqual([0, 1, 0, 0]);
		expect([...encodeState(guarded, {}, row)]).toEqual([0, 0, 0, 0]);
	});

	test('write plain coordinates and guards as zero', () => {
		const layout: Layout = { blocks: [...guarded.blocks, { kind: 'plain', names: ['x'], start: 4, width: 1 }], sources: [] };
		expect([...encodeState(layout, { symbol: 'a' })]).toEqual([1, 0, 0, 0, 0]);
	});

	test('ALTA3106: refuses a value that its block has no coordinate for', () => {
		const layout = layoutOf([
			symbol,
			{ kind: 'numerical', variable: 'count', nullable: false, start: 0, width: 1 },
			{ kind: 'set', variable: 'seen', members: ['a'], nullable: false, start: 0, width: 1 },
		]);
		const states: Record<string, Value>[] = [
			{ symbol: 'd' },
			{ symbol: new Set(['a']) },
			{ count: '1' },
			{ count: Number.NaN },
			{ seen: 'a' },
			{ seen: new Set(['b']) },
		];
		for (const state of states) expect(() => encodeState(layout, state)).toThrow('ALTA3106');
	});

	test('ALTA3107: refuses a row of another length', () => {
		expect(() => encodeState(guarded, {}, new Float64Array(3))).toThrow('ALTA3107');
		expect(() => decodeState(guarded, [0, 0, 0, 0, 0])).toThrow('ALTA3107');
	});
});

describe('decodeBlock', () => {
	test('takes the largest coordinate above one half, the first on a tie', () => {
		expect(decodeBlock(symbol, [0.5, 0.5, 0.5])).toBeUndefined();
		expect(decodeBlock(symbol, [0.6, 0.9, 0.7])).toBe('b');
		expect(decodeBlock(symbol, [0, 0.8, 0.8])).toBe('b');
	});

	test('is undefined where the guard is above one sixth', () => {
		expect(decodeBlock(symbol, [1, 0, 0], 1 / 6)).toBe('a');
		expect(decodeBlock(symbol, [1, 0, 0], 0.17)).toBeUndefined();
		expect(decodeState(guarded, [1, 0, 0, 0.25])).toEqual({ symbol: undefined });
	});

	test('is undefined where `defined` is not above one half', () => {
		const count = { kind: 'numerical', variable: 'count', nullable: true, start: 1, width: 2 } as const;
		expect(decodeBlock(count, [0, 7, 0.5])).toBeUndefined();
		expect(decodeBlock(count, [0, 7, 0.6])).toBe(7);
		const seen = { kind: 'set', variable: 'seen', members: ['a', 'b'], nullable: true, start: 0, width: 3 } as const;
		expect(decodeBlock(seen, [1, 0, 0])).toBeUndefined();
		expect(decodeBlock(seen, [1, 0, 1])).toEqual(new Set(['a']));
	});
});
