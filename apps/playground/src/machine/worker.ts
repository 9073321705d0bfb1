import { createMachine } from './create-machine.js';
import { failureOf } from './failure.js';
import type { Machine } from './machine.js';
import type { Reply, Request } from './messages.js';

const machine = createMachine();

/** Requests are answered one after the other, each on its own port. */
let last: Promise<void> = Promise.resolve();

addEventListener('message', ({ data, ports: [port] }: MessageEvent<Request>) => {
	last = last.then(async () => port?.postMessage(await reply(data)));
});

async function reply(request: Request): Promise<Reply> {
	try {
		return { value: await perform(request) };
	} catch (error) {
		return { failure: failureOf(error) };
	}
}

function perform(request: Request): ReturnType<Machine[keyof Machine]> {
	switch (request.method) {
		case 'probe':
			return machine.probe();
		case 'load':
			return machine.load(request.argument);
		case 'run':
			return machine.run(request.argument);
	}
}
