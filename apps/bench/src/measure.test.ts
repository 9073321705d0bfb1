import { expect, test } from 'vitest';
import { inTurns } from './measure.js';

test('both ways are measured in turns', async () => {
	let clock = 0;
	const tick = async (): Promise<number> => clock++;
	expect(await inTurns(3, tick, tick)).toEqual({ ours: [0, 2, 4], peer: [1, 3, 5] });
});
