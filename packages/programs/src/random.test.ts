import { expect, test } from 'vitest';
import { createRandom, randomInteger } from './random.js';

test('equal seeds give equal numbers, different seeds different ones', () => {
	const take = (seed: number): number[] => Array.from({ length: 20 }, createRandom(seed));
	expect(take(7)).toEqual(take(7));
	expect(take(7)).not.toEqual(take(8));
});

test('numbers lie in [0, 1) and are spread evenly', () => {
	const random = createRandom(2024);
	const tenths = new Array<number>(10).fill(0);
	for (let i = 0; i < 10_000; i++) {
		const number = random();
		expect(number).toBeGreaterThanOrEqual(0);
		expect(number).toBeLessThan(1);
		const tenth = Math.floor(number * 10);
		tenths[tenth] = (tenths[tenth] ?? 0) + 1;
	}
	for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('integers reach both ends and nothing beyond', () => {
	const random = createRandom(3);
	const seen = new Set(Array.from({ length: 200 }, () => randomInteger(random, -1, 2)));
	expect([...seen].sort((a, b) => a - b)).toEqual([-1, 0, 1, 2]);
	expect(randomInteger(random, 5, 5)).toBe(5);
});
