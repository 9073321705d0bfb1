import type { Backend, Executable } from '@alta-ts/tensor';
import { createOneThread } from '../one-thread.js';
import { hostPort } from './host-threads.js';
import type { PartResult, Tensors } from './messages.js';
import { runTensors } from './run-tensors.js';

/** A worker thread: a backend of its own that runs parts of batches. */
const port = hostPort();
const executables = new Map<number, Promise<Executable | undefined>>();
let backend: Backend | undefined;
let last: Promise<void> = Promise.resolve();

port.onRequest((request) => {
	switch (request.kind) {
		case 'open':
			backend = createOneThread(request.options);
			break;
		case 'prepare':
			executables.set(request.executable, backend?.prepare(request.plan).catch(() => undefined) ?? Promise.resolve(undefined));
			break;
		case 'run': {
			const { id, executable, inputs } = request;
			last = last.then(() => answer(id, executable, inputs));
			break;
		}
		case 'forget': {
			const { executable } = request;
			last = last.then(async () => {
				(await executables.get(executable))?.dispose();
				executables.delete(executable);
			});
			break;
		}
	}
});

async function answer(id: number, executable: number, inputs: Tensors): Promise<void> {
	const result = await runPart(await executables.get(executable), inputs).catch(() => undefined);
	port.post(
		{ id, result },
		Object.values(result?.outputs ?? {}).map(({ data }) => data.buffer),
	);
}

async function runPart(executable: Executable | undefined, inputs: Tensors): Promise<PartResult | undefined> {
	return backend === undefined || executable === undefined ? undefined : runTensors(backend, executable, inputs);
}
