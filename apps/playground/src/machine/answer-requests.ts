import { failureOf } from './failure.js';
import type { Machine } from './machine.js';
import type { Reply, Request } from './messages.js';

/** Puts requests to a machine, one after the other; each is answered on a port of its own. */
export function answerRequests(machine: Machine): (request: Request, port: MessagePort) => void {
	let last: Promise<void> = Promise.resolve();
	return (request, port) => {
		last = last.then(async () => {
			const reply = await replyOf(machine, request);
			try {
				port.postMessage(reply);
			} catch (error) {
				port.postMessage(failureReply(error));
			}
		});
	};
}

async function replyOf(machine: Machine, request: Request): Promise<Reply> {
	try {
		return { value: await perform(machine, request) };
	} catch (error) {
		return failureReply(error);
	}
}

function failureReply(error: unknown): Reply {
	return { failure: failureOf(error) };
}

function perform(machine: Machine, request: Request): ReturnType<Machine[keyof Machine]> {
	switch (request.method) {
		case 'probe':
			return machine.probe();
		case 'load':
			return machine.load(request.argument);
		case 'run':
			return machine.run(request.argument);
	}
}
