import { expect, test } from 'vitest';
import { localSeat, type Seat } from '../comparison/seat.js';
import { findEngine } from '../engines/engines.js';
import { measureSpeed } from './measure-speed.js';

const softmax = { name: 'small', work: { kind: 'softmax', rows: 1000, columns: 125 } } as const;

/** A device that takes 10 ms to bring an answer, and so many for each run. */
function device(each: number): Seat {
	const milliseconds = (runs: number): number => 10 + each * runs;
	return {
		open: async () => ({ answer: [], milliseconds: 1 }),
		time: async (runs) => milliseconds(runs),
		timeOnDevice: async (runs) => milliseconds(runs),
		close: async () => {},
	};
}

test('leaves out what it takes to bring an answer', async () => {
	expect(await measureSpeed(softmax, 'ours', device(2), 1000)).toEqual({ engine: 'ours', name: 'small', milliseconds: 2, gigabytes: 0.5 });
	const matmul = { name: 'product', work: { kind: 'matmul', rows: 100, inner: 100, columns: 100 } } as const;
	expect(await measureSpeed(matmul, 'ours', device(2), 1000)).toMatchObject({ gigaflops: 1 });
});

test('says nothing where the runs take no time that can be seen, or the work cannot be done', async () => {
	expect(await measureSpeed(softmax, 'ours', device(0), 1000)).toBeUndefined();
	expect(await measureSpeed(softmax, 'ours', { ...device(1), open: async () => ({ notRun: 'no' }) }, 1000)).toBeUndefined();
});

test('our backends run many times and bring one answer', async () => {
	const seat = localSeat(findEngine('reference'));
	await seat.open({ kind: 'softmax', rows: 2, columns: 3 });
	expect(await seat.timeOnDevice(3)).toBeGreaterThan(0);
	await seat.close();
});

test('others say that they cannot', async () => {
	await expect(localSeat(findEngine('plain loops')).timeOnDevice(1)).rejects.toThrow('every answer');
});
