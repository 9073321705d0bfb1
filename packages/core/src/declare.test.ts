import { describe, expect, it } from 'vitest';
import { attend } from './attend.js';
import { categorical, numerical, range, set } from './declare.js';

describe('declarations', () => {
	it('start with the first value, zero or the first set', () => {
		expect(categorical(['a', 'b']).init).toEqual({ constant: 'a' });
		expect(numerical([1, 2]).init).toEqual({ constant: 0 });
		expect(numerical().init).toEqual({ constant: 0 });
		expect(set([0, 1], [[1], [0]]).init).toEqual({ constant: new Set([1]) });
	});

	it('take an initialiser', () => {
		expect(categorical(['a', 'b'], { constant: 'b' }).init).toEqual({ constant: 'b' });
		expect(numerical([1, 2], { constant: undefined }).init).toEqual({ constant: undefined });
		expect(numerical({ constant: 3 })).toEqual({ kind: 'numerical', values: undefined, init: { constant: 3 } });
		expect(set([0, 1], [[1]], { constant: new Set([1]) }).init).toEqual({ constant: new Set([1]) });
	});

	it('put sets in the order of their members, strangers last', () => {
		const strange: readonly number[] = [0, 1, 2];
		const { values } = set(strange, [[7, 2, 0], new Set([1, 0]), [1, 1]]);
		expect(values.map((value) => [...value])).toEqual([[0, 2, 7], [0, 1], [1]]);
	});

	it('range counts from zero', () => {
		expect([range(0), range(3)]).toEqual([[], [0, 1, 2]]);
	});
});

describe('attend', () => {
	it('takes an offset, a query and a key, conditions, or nothing', () => {
		expect(attend({ value: 'v', offset: 2 })).toEqual({ value: 'v', where: [{ offsets: [2] }] });
		expect(attend({ value: 'v', query: 'q', key: 'k', test: 'member', offsets: { from: 1 } }).where).toEqual([
			{ query: 'q', key: 'k', test: 'member' },
			{ offsets: { from: 1 } },
		]);
		expect(attend({ value: 'v', where: [{ query: 'q', key: 'k' }, { offsets: [1] }], offsets: { to: 0 } }).where).toEqual([
			{ query: 'q', key: 'k' },
			{ offsets: [1] },
			{ offsets: { to: 0 } },
		]);
		expect(attend({ value: 'v' })).toEqual({ value: 'v', where: [] });
		expect(attend({ value: 'v', offsets: [1, 2] }).where).toEqual([{ offsets: [1, 2] }]);
	});

	it('keeps what else is said, and says no more', () => {
		const spec = { combine: { pick: 'last' }, empty: { position: 0 }, keep: true, values: [1, 2] } as const;
		expect(attend({ value: 'v', offset: 1, ...spec })).toEqual({ value: 'v', where: [{ offsets: [1] }], ...spec });
	});
});
