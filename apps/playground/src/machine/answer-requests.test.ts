import { expect, test } from 'vitest';
import { answerRequests } from './answer-requests.js';
import type { Machine } from './machine.js';
import type { Reply } from './messages.js';

const unused = async (): Promise<never> => {
	throw new Error('offline');
};

/** What comes back for requests that are made one after the other without waiting. */
function asked(machine: Partial<Machine>, methods: readonly ('probe' | 'load')[]): Promise<readonly Reply[]> {
	const answer = answerRequests({ probe: unused, load: unused, run: unused, ...machine });
	return Promise.all(
		methods.map(
			(method) =>
				new Promise<Reply>((resolve) => {
					const { port1, port2 } = new MessageChannel();
					port1.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
						port1.close();
						resolve(data);
					});
					port1.start();
					answer(method === 'probe' ? { method, argument: undefined } : { method, argument: { address: 'https://example.org/' } }, port2);
				}),
		),
	);
}

test('answers requests one after the other, with what went wrong where something did', async () => {
	const events: string[] = [];
	const probe = async (): Promise<[]> => {
		events.push('begins');
		await new Promise((resolve) => setTimeout(resolve, 5));
		events.push('ends');
		return [];
	};
	expect(await asked({ probe }, ['probe', 'load', 'probe'])).toEqual([{ value: [] }, { failure: { message: 'offline' } }, { value: [] }]);
	expect(events).toEqual(['begins', 'ends', 'begins', 'ends']);
});

test('a reply that cannot be passed on is a failure, and the next request is answered', async () => {
	const adapter = { name: 'a', description: 'A.', software: false, more: () => undefined };
	let calls = 0;
	const probe: Machine['probe'] = async () =>
		calls++ === 0 ? [{ name: 'a', available: false, reason: 'It.', fix: 'No.', ...{ adapter } }] : [];
	const [first, second] = await asked({ probe }, ['probe', 'probe']);
	expect(first).toMatchObject({ failure: { message: expect.stringContaining('could not be cloned') } });
	expect(second).toEqual({ value: [] });
});
