import { expect, test } from 'vitest';
import { processSeat } from './process-seat.js';

test('works in a process of its own, which needs a build', async () => {
	const seat = processSeat('plain loops');
	const opened = await seat.open({ kind: 'softmax', rows: 1, columns: 2 });
	expect(opened).toEqual({ answer: expect.any(Float32Array), milliseconds: expect.any(Number) });
	expect(await seat.time(3)).toBeGreaterThan(0);
	await seat.close();
	await seat.close();
});

test('what breaks there is an error here', async () => {
	const broken = processSeat('plain loops');
	await expect(broken.open({ kind: 'program', program: 'chess', texts: [], together: true })).rejects.toThrow('chess');
	await broken.close();
	const missing = processSeat('abacus');
	await expect(missing.open({ kind: 'softmax', rows: 1, columns: 2 })).rejects.toThrow('its process ended with 1');
	await missing.close();
});
