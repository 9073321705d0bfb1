import { altaError } from '@alta-ts/diagnostics';
import { disposedError, type Plan } from '@alta-ts/tensor';
import type { MachineOptions } from '../cpu-options.js';
import type { HostThread } from './host-threads.js';
import type { PartResult, Tensors } from './messages.js';

/** Worker threads that run parts of batches. */
export interface Team {
	readonly size: number;
	/** Runs a part on the thread of this number; undefined where something was wrong with it. Throws ALTA5050 where the thread has ended. */
	run(thread: number, executable: number, plan: Plan, inputs: Tensors): Promise<PartResult | undefined>;
	/** Lets the threads give back what belongs to an executable. */
	forget(executable: number): void;
	/** Ends all threads. What they have not answered is refused with ALTA5021. */
	stop(): void;
}

/** A member: a thread, once it was needed. */
interface Member {
	readonly thread: HostThread;
	readonly executables: Set<number>;
	readonly waiting: Map<number, { readonly resolve: (result: PartResult | undefined) => void; readonly reject: (error: Error) => void }>;
	/** Why it answers no more. */
	ended: string | undefined;
}

/** A team whose threads start when they are first asked. An idle thread does not keep the process alive. */
export function createTeam(size: number, options: MachineOptions, start: () => HostThread): Team {
	const members: Member[] = [];
	let stopped = false;
	let ids = 0;

	const member = (index: number): Member => {
		const found = members[index];
		if (found !== undefined) return found;
		const made: Member = { thread: start(), executables: new Set(), waiting: new Map(), ended: undefined };
		members[index] = made;
		made.thread.onReply(({ id, result }) => settle(made, id, (call) => call.resolve(result)));
		made.thread.onEnd((reason) => {
			made.ended ??= reason;
			for (const id of made.waiting.keys()) settle(made, id, (call) => call.reject(stopped ? disposed() : endedError(reason)));
		});
		made.thread.hold(false);
		made.thread.post({ kind: 'open', options }, []);
		return made;
	};

	return {
		size,
		run: async (index, executable, plan, inputs) => {
			const { thread, executables, waiting, ended } = member(index);
			if (ended !== undefined) throw endedError(ended);
			if (!executables.has(executable)) thread.post({ kind: 'prepare', executable, plan }, []);
			executables.add(executable);
			const id = ids++;
			const answer = new Promise<PartResult | undefined>((resolve, reject) => waiting.set(id, { resolve, reject }));
			thread.hold(true);
			thread.post(
				{ kind: 'run', executable, id, inputs },
				Object.values(inputs).map(({ data }) => data.buffer),
			);
			return answer;
		},
		forget: (executable) => {
			for (const { thread, executables, ended } of members) {
				if (executables.delete(executable) && ended === undefined) thread.post({ kind: 'forget', executable }, []);
			}
		},
		stop: () => {
			stopped = true;
			for (const each of members) {
				for (const id of each.waiting.keys()) settle(each, id, (call) => call.reject(disposed()));
				each.thread.stop();
			}
		},
	};
}

type Waiting = Member['waiting'] extends Map<number, infer Call> ? Call : never;

function settle(member: Member, id: number, how: (call: Waiting) => void): void {
	const call = member.waiting.get(id);
	member.waiting.delete(id);
	if (member.waiting.size === 0) member.thread.hold(false);
	if (call !== undefined) how(call);
}

function disposed(): Error {
	return disposedError('The backend', 'backend cpu');
}

function endedError(reason: string): Error {
	return altaError('ALTA5050', {
		what: `A worker thread has ended: ${reason}.`,
		where: ['backend cpu', 'threads'],
		why: 'It was to run a part of the batch, whose answer is missing now.',
		fix: 'Make the backend anew; with threads: 1 it needs no workers.',
	});
}
