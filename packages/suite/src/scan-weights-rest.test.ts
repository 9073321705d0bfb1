import { scanDataSet } from '@alta-ts/programs';
import { describe, expect, test } from 'vitest';
import { wrongCommands } from './testing/run-scan.js';

describe.runIf(process.env.ALTA_FULL === '1')('all other commands of SCAN (npm run test:full)', () => {
	test('are right through the weights', { timeout: 1_200_000 }, async () => {
		const half = scanDataSet().filter((_, index) => index % 2 === 1);
		expect(half.length).toBe(10_455);
		expect(await wrongCommands(half)).toEqual([]);
	});
});
