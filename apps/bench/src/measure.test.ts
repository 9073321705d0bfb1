import { expect, test } from 'vitest';
import { inTurns, median, quartiles, timeBoth } from './measure.js';

test('both ways are measured in turns', async () => {
	let clock = 0;
	const tick = async (): Promise<number> => clock++;
	expect(await inTurns(3, tick, tick)).toEqual({ ours: [0, 2, 4], peer: [1, 3, 5] });
});

test('each way runs once more than is counted', async () => {
	const runs: string[] = [];
	await timeBoth(
		2,
		() => runs.push('ours'),
		() => runs.push('peer'),
	);
	expect(runs).toEqual(['ours', 'peer', 'ours', 'peer', 'ours', 'peer']);
});

test('the median is the middle one', () => {
	expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([5])]).toEqual([2, 3, 5]);
});

test('the quartiles are a quarter of the way from both ends', () => {
	expect(quartiles([5, 1, 4, 2, 3])).toEqual([2, 4]);
	expect(quartiles([1, 2])).toEqual([1.25, 1.75]);
	expect(quartiles([7])).toEqual([7, 7]);
});
