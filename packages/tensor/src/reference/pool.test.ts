import { expect, test } from 'vitest';
import { createPool } from './pool.js';

test('an array that was given back is used again, for the same dtype and size only, and holds zeros', () => {
	const pool = createPool();
	const first = pool.take('f32', 3);
	first.fill(7);
	pool.give('f32', first);
	expect(pool.take('f64', 3)).not.toBe(first);
	expect(pool.take('f32', 4)).not.toBe(first);
	const again = pool.take('f32', 3);
	expect(again).toBe(first);
	expect([...again]).toEqual([0, 0, 0]);
	expect(pool.take('f32', 3)).not.toBe(first);
});

test('a pool does not grow without end', () => {
	const pool = createPool();
	const large = Array.from({ length: 3 }, () => pool.take('f64', 2 ** 22));
	for (const each of large) pool.give('f64', each);
	expect(large).not.toContain(pool.take('f64', 2 ** 22));
});
