import { createRandom, randomInteger, scanDataSet } from '@alta-ts/programs';
import { describe, expect, test } from 'vitest';
import { wrongCommands } from './testing/run-scan.js';

test('two hundred commands of SCAN are right through the weights', { timeout: 300_000 }, async () => {
	const all = scanDataSet();
	const random = createRandom(200);
	const sample = Array.from({ length: 200 }, () => all[randomInteger(random, 0, all.length - 1)] ?? { command: '', actions: '' });
	expect(await wrongCommands(sample)).toEqual([]);
});

// The other half is in a file of its own, so that two processors share the work.
describe.runIf(process.env.ALTA_FULL === '1')('all commands of SCAN (npm run test:full)', () => {
	test('every second one is right through the weights', { timeout: 1_200_000 }, async () => {
		const half = scanDataSet().filter((_, index) => index % 2 === 0);
		expect(half.length).toBe(10_455);
		expect(await wrongCommands(half)).toEqual([]);
	});
});
