import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Reply, Request } from './messages.js';
import type { Seat } from './seat.js';

/** Built, also where this file runs from its source. */
const SCRIPT = fileURLToPath(new URL('../../dist/comparison/seat-process.js', import.meta.url));

/**
 * A seat in a process of its own: libraries cannot disturb each other there, and one that crashes leaves the others alone.
 *
 * @param engine the name of the engine
 */
export function processSeat(engine: string): Seat {
	const child = fork(SCRIPT, [engine], { serialization: 'advanced', execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
	const timed = async (request: Request): Promise<number> => {
		const reply = await ask(child, request);
		if (reply.kind === 'timed') return reply.milliseconds;
		throw new Error(unexpected(reply));
	};
	return {
		open: async (work) => {
			const reply = await ask(child, { kind: 'open', work });
			if (reply.kind === 'opened') return reply.result;
			throw new Error(unexpected(reply));
		},
		time: (runs) => timed({ kind: 'time', runs }),
		timeOnDevice: (runs) => timed({ kind: 'time-on-device', runs }),
		close: async () => {
			if (child.exitCode !== null || child.signalCode !== null) return;
			const gone = new Promise((resolve) => child.once('exit', resolve));
			child.kill('SIGKILL');
			await gone;
		},
	};
}

function ask(child: ChildProcess, request: Request): Promise<Reply> {
	return new Promise((resolve, reject) => {
		const finish = (settle: () => void): void => {
			child.off('message', heard);
			child.off('exit', ended);
			settle();
		};
		const heard = (reply: Reply): void => finish(() => resolve(reply));
		const ended = (code: number | null, signal: string | null): void =>
			finish(() => reject(new Error(`its process ended with ${code ?? signal}`)));
		child.on('message', heard);
		child.on('exit', ended);
		if (child.exitCode !== null || child.signalCode !== null) ended(child.exitCode, child.signalCode);
		else child.send(request);
	});
}

function unexpected(reply: Reply): string {
	return reply.kind === 'failed' ? reply.reason : `it answered ${reply.kind}`;
}
