import { expect, test } from 'vitest';
import { tileFor } from './linear.js';
import { wayOfRows } from './rows.js';

test('rows are shared by as many invocations as they have use for', () => {
	expect(wayOfRows('serial', 512, 40)).toEqual({ way: 'serial', width: 1 });
	expect([0, 1, 5, 9, 40, 1000, 9999].map((columns) => wayOfRows('shared', 512, columns))).toEqual(
		[1, 1, 2, 4, 16, 256, 256].map((width) => ({ way: 'shared', width, groups: 2 * width })),
	);
	expect(wayOfRows('shared', 3, 9)).toMatchObject({ groups: 1 });
});

test('a subgroup or two share a row that is neither short nor long', () => {
	const ways = [32, 33, 1024, 1025].map((columns) => wayOfRows('subgroups', 7, columns));
	expect(ways.map(({ way }) => way)).toEqual(['shared', 'subgroups', 'subgroups', 'shared']);
	expect(ways[1]).toEqual({ way: 'subgroups', width: 64, groups: 7 });
});

test('products are cut into large tiles where there are enough of them', () => {
	expect(tileFor(4096, 4096, 128)).toBe(128);
	expect(tileFor(128 * 127 + 1, 1, 128)).toBe(128);
	expect(tileFor(128 * 127, 128, 128)).toBe(64);
	expect([0, Number.POSITIVE_INFINITY].map((from) => tileFor(0, 0, from))).toEqual([128, 64]);
});
