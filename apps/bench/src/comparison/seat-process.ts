// Holds one engine and does what the parent asks: `node seat-process.js ENGINE`, with a channel for messages.
import { findEngine } from '../engines/engines.js';
import { firstLine } from '../engines/load-library.js';
import type { Reply, Request } from './messages.js';
import { localSeat } from './seat.js';

const seat = localSeat(findEngine(process.argv[2] ?? ''));

process.on('message', async (request: Request) => process.send?.(await answer(request)));

async function answer(request: Request): Promise<Reply> {
	try {
		switch (request.kind) {
			case 'open':
				return { kind: 'opened', result: await seat.open(request.work) };
			case 'time':
				return { kind: 'timed', milliseconds: await seat.time(request.runs) };
			case 'time-on-device':
				return { kind: 'timed', milliseconds: await seat.timeOnDevice(request.runs) };
		}
	} catch (error) {
		return { kind: 'failed', reason: firstLine(error) };
	}
}
