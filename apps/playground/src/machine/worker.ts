import { answerRequests } from './answer-requests.js';
import { createMachine } from './create-machine.js';
import type { Request } from './messages.js';

const answer = answerRequests(createMachine());

addEventListener('message', ({ data, ports: [port] }: MessageEvent<Request>) => {
	if (port !== undefined) answer(data, port);
});
