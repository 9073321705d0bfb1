import { createRandom } from '@alta-ts/programs';
import { expect, test } from 'vitest';
import { median } from './quantiles.js';
import { isNoisy, ratioOf, whoIsFaster } from './ratio.js';

/** Times of a run that takes so long, now and then several times as long, as on a busy machine. */
function noisy(count: number, milliseconds: number, random: () => number): readonly number[] {
	return Array.from({ length: count }, () => milliseconds * (1 + random() + (random() < 0.3 ? 4 * random() : 0)));
}

test('a ratio is that of the medians, and lies in its range', () => {
	const random = createRandom(7);
	for (let run = 0; run < 50; run++) {
		const [ours, other] = [noisy(1 + (run % 9), 2, random), noisy(9, 3, random)];
		const { ratio, spread, rounds } = ratioOf(ours, other);
		expect(ratio).toBe(median(other) / median(ours));
		expect(spread[0]).toBeLessThanOrEqual(ratio);
		expect(spread[1]).toBeGreaterThanOrEqual(ratio);
		expect(rounds).toBe(ours.length);
	}
});

test('a ratio agrees with the times beside it where the ratios of the rounds do not', () => {
	const [ours, other] = [
		[1, 2, 8],
		[3, 4, 1],
	];
	expect(median(other.map((time, round) => time / (ours[round] ?? 0)))).toBe(2);
	expect(ratioOf(ours, other).ratio).toBe(median(other) / median(ours));
	expect(ratioOf(ours, other).ratio).toBe(1.5);
});

test('the range holds the true ratio in most runs', () => {
	const random = createRandom(3);
	const runs = Array.from({ length: 200 }, () => ratioOf(noisy(9, 2, random), noisy(9, 3, random)).spread);
	const hits = runs.filter(([low, high]) => low <= 1.5 && high >= 1.5).length;
	expect(hits / runs.length).toBeGreaterThan(0.8);
});

test('slow moments that meet both leave a narrow range', () => {
	const ours = [1, 5, 1.1, 3, 1.2, 9, 2, 1, 4];
	const { ratio, spread } = ratioOf(
		ours,
		ours.map((time) => 2 * time),
	);
	expect([ratio, ...spread]).toEqual([2, 2, 2]);
});

test('the same measurements give the same range', () => {
	expect(ratioOf([1, 2, 3], [3, 1, 4])).toEqual(ratioOf([1, 2, 3], [3, 1, 4]));
});

test('says which ratios say little', () => {
	const of = (low: number, high: number): Parameters<typeof isNoisy>[0] => ({ ratio: 1, spread: [low, high], rounds: 9 });
	expect([isNoisy(of(0.9, 1.9)), isNoisy(of(1, 2)), isNoisy(of(0.5, 1.5))]).toEqual([true, false, true]);
	expect([whoIsFaster(of(1.1, 2)), whoIsFaster(of(0.5, 0.9)), whoIsFaster(of(0.9, 1.1))]).toEqual(['ours', 'other', 'nobody']);
});
