import type { Reply, Request } from './messages.js';

/** A worker thread from outside. */
export interface HostThread {
	post(request: Request, transfer: readonly ArrayBufferLike[]): void;
	onReply(listener: (reply: Reply) => void): void;
	/** Called once the thread cannot answer any more. */
	onEnd(listener: (reason: string) => void): void;
	/** Whether the process waits for the thread before it ends. */
	hold(held: boolean): void;
	stop(): void;
}

/** A worker thread from inside. */
export interface HostPort {
	post(reply: Reply, transfer: readonly ArrayBufferLike[]): void;
	onRequest(listener: (request: Request) => void): void;
}

interface NodeWorker {
	postMessage(message: unknown, transfer: readonly ArrayBufferLike[]): void;
	on(event: string, listener: (value: never) => void): void;
	ref(): void;
	unref(): void;
	terminate(): unknown;
}

interface NodeThreads {
	readonly Worker: new (script: object, options: object) => NodeWorker;
	readonly parentPort: NodeWorker | null;
}

interface WebWorker {
	postMessage(message: unknown, transfer: readonly ArrayBufferLike[]): void;
	addEventListener(event: string, listener: (event: { readonly data: never; readonly message?: string }) => void): void;
	terminate(): void;
}

/** The script of worker threads: built, also where this file runs from its source. */
function script(): object {
	const Url: new (path: string, base: string) => object = Reflect.get(globalThis, 'URL');
	return new Url('../../dist/threads/worker.js', Reflect.get(import.meta, 'url'));
}

/** How to start a worker thread here; undefined where there are none. */
export function threadStarter(): (() => HostThread) | undefined {
	const node = nodeThreads();
	if (node !== undefined) return () => nodeThread(new node.Worker(script(), { execArgv: [] }));
	const Worker: (new (script: object, options: object) => WebWorker) | undefined = Reflect.get(globalThis, 'Worker');
	return Worker === undefined ? undefined : () => webThread(new Worker(script(), { type: 'module' }));
}

/** The other end, within a worker thread. */
export function hostPort(): HostPort {
	const port = nodeThreads()?.parentPort;
	if (port) {
		return {
			post: (reply, transfer) => port.postMessage(reply, transfer),
			onRequest: (listener) => port.on('message', listener),
		};
	}
	const web: WebWorker = Reflect.get(globalThis, 'self');
	return {
		post: (reply, transfer) => web.postMessage(reply, transfer),
		onRequest: (listener) => web.addEventListener('message', ({ data }) => listener(data)),
	};
}

function nodeThreads(): NodeThreads | undefined {
	const process: { getBuiltinModule?(name: string): NodeThreads } | undefined = Reflect.get(globalThis, 'process');
	return process?.getBuiltinModule?.('node:worker_threads');
}

function nodeThread(worker: NodeWorker): HostThread {
	return {
		post: (request, transfer) => worker.postMessage(request, transfer),
		onReply: (listener) => worker.on('message', listener),
		onEnd: (listener) => {
			worker.on('error', (error: unknown) => listener(error instanceof Error ? error.message : String(error)));
			worker.on('exit', (code: number) => listener(`it ended with ${code}`));
		},
		hold: (held) => (held ? worker.ref() : worker.unref()),
		stop: () => void worker.terminate(),
	};
}

function webThread(worker: WebWorker): HostThread {
	return {
		post: (request, transfer) => worker.postMessage(request, transfer),
		onReply: (listener) => worker.addEventListener('message', ({ data }) => listener(data)),
		onEnd: (listener) => worker.addEventListener('error', ({ message }) => listener(message ?? 'it ended')),
		hold: () => {},
		stop: () => worker.terminate(),
	};
}
