import { type Failure, MachineError } from './failure.js';
import type { Answer, BackendState, Machine, ModelFacts } from './machine.js';
import type { Request } from './messages.js';

/** A machine in a worker. */
export interface WorkerMachine extends Machine {
	/** Ends the worker, whatever it is doing; what was asked of it fails. */
	stop(): void;
}

/** The reply to a request, as it comes out of the worker. */
type Received<Value> = { readonly value: Value } | { readonly failure: Failure };

/** Starts a machine in a worker, so that the page stays alive while models run. */
export function startWorkerMachine(): WorkerMachine {
	const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
	const waiting = new Set<(error: MachineError) => void>();
	let ended: MachineError | undefined;

	const end = (message: string): void => {
		worker.terminate();
		ended = new MachineError({ message });
		for (const reject of waiting) reject(ended);
		waiting.clear();
	};
	worker.addEventListener('error', (event) => {
		// A script that does not come is an event without a message.
		const what = event instanceof ErrorEvent ? `has ended: ${event.message}` : 'could not be started';
		end(`The worker of the page ${what}. Reload the page.`);
	});

	const ask = <Value>(request: Request): Promise<Value> =>
		new Promise((resolve, reject) => {
			if (ended !== undefined) {
				reject(ended);
				return;
			}
			const { port1, port2 } = new MessageChannel();
			waiting.add(reject);
			port1.onmessage = ({ data }: MessageEvent<Received<Value>>) => {
				waiting.delete(reject);
				port1.close();
				if ('failure' in data) reject(new MachineError(data.failure));
				else resolve(data.value);
			};
			worker.postMessage(request, [port2]);
		});

	return {
		probe: () => ask<readonly BackendState[]>({ method: 'probe', argument: undefined }),
		load: (source) => ask<ModelFacts>({ method: 'load', argument: source }),
		run: (request) => ask<Answer>({ method: 'run', argument: request }),
		stop: () => end('The run was stopped.'),
	};
}
