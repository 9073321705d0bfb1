import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf, domainIndex, domainOf, sameValue, showValue, valueKey } from './domain.js';
import type { Value, Variable } from './program.js';

const token: Variable = { kind: 'categorical', name: 'token', init: { constant: 'a' }, values: ['a', 1, '1', true] };
const share: Variable = { kind: 'numerical', name: 'share', init: { constant: 0 }, values: [0.25, 0.5, 1] };
const query: Variable = {
	kind: 'set',
	name: 'query',
	init: { constant: new Set() },
	members: [1, 2],
	values: [new Set(), new Set([1]), new Set([1, 2])],
};

describe('domainOf', () => {
	it('lists the values, then undefined', () => {
		expect(domainOf(token)).toEqual(['a', 1, '1', true, undefined]);
		expect(domainOf(share)).toEqual([0.25, 0.5, 1, undefined]);
		expect(domainOf({ kind: 'numerical', name: 'raw', init: { constant: 0 } })).toEqual([undefined]);
	});
});

describe('domainIndex', () => {
	it('finds every value of a domain at its place', () => {
		for (const variable of [token, share, query]) {
			expect(domainOf(variable).map((value) => domainIndex(variable, value))).toEqual([...domainOf(variable).keys()]);
		}
	});

	it('tells atoms of different types apart and finds sets by content', () => {
		expect(domainIndex(token, false)).toBe(-1);
		expect(domainIndex(token, 'true')).toBe(-1);
		expect(domainIndex(query, new Set([2, 1]))).toBe(2);
		expect(domainIndex(query, new Set([2]))).toBe(-1);
	});

	it('finds numericals by exact value only', () => {
		expect(domainIndex(share, 0.5)).toBe(1);
		expect(domainIndex(share, 0.50001)).toBe(-1);
	});
});

describe('bucketOf', () => {
	it('gives a boundary to the lower bucket and leaves the ends open', () => {
		expect([-9, 0.5, 0.500001, 1.5, 1.6, 99].map((x) => bucketOf([0, 1, 2], x))).toEqual([0, 0, 1, 1, 2, 2]);
		expect(bucketOf([7], -1e9)).toBe(0);
	});

	it('agrees with a search through all boundaries', () => {
		const centres = fc
			.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 12 })
			.map((list) => list.sort((a, b) => a - b));
		fc.assert(
			fc.property(
				centres,
				fc.integer({ min: -120, max: 120 }).map((n) => n / 2),
				(values, x) => {
					const above = values.slice(1).filter((value, index) => x > ((values[index] ?? 0) + value) / 2);
					expect(bucketOf(values, x)).toBe(above.length);
				},
			),
		);
	});
});

describe('values', () => {
	const atom = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.constantFrom('a', '1', 'true', '{}', ','), fc.boolean());
	const value: fc.Arbitrary<Value> = fc.oneof(
		atom,
		fc.constant(undefined),
		fc.array(atom, { maxLength: 3 }).map((atoms) => new Set(atoms)),
	);

	it('have equal keys exactly when they are the same', () => {
		fc.assert(
			fc.property(value, value, (a, b) => {
				expect(valueKey(a) === valueKey(b)).toBe(sameValue(a, b));
			}),
		);
		expect(sameValue(0, -0)).toBe(true);
		expect(valueKey(0)).toBe(valueKey(-0));
	});

	it('are shown with quotes and braces', () => {
		expect([showValue('1'), showValue(1), showValue(undefined), showValue(new Set(['a', 2]))]).toEqual([
			'"1"',
			'1',
			'undefined',
			'{"a", 2}',
		]);
	});
});
