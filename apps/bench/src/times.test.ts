import { expect, test } from 'vitest';
import { sumUp, timeBoth } from './times.js';

test('each way runs once more than is counted', async () => {
	const runs: string[] = [];
	await timeBoth(
		2,
		() => runs.push('ours'),
		() => runs.push('peer'),
	);
	expect(runs).toEqual(['ours', 'peer', 'ours', 'peer', 'ours', 'peer']);
});

test('the ratio is that of the times beside it', () => {
	const { ours, peer, ratio, rounds } = sumUp({ ours: [1, 2, 8], peer: [3, 4, 1] });
	expect({ ours, peer, ratio, rounds }).toEqual({ ours: 2, peer: 3, ratio: 1.5, rounds: 3 });
});
