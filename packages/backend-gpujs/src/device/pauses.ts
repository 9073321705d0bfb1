/** What browsers and Node have, as far as it is used here. */
declare const MessageChannel: new () => {
	readonly port1: { onmessage: (() => void) | null; close(): void };
	readonly port2: { postMessage(message: null): void };
};

/** How long kernels hold the thread, one after the other, in milliseconds. */
const HELD = 50;

/**
 * Gives the thread free between kernels, but not more often than every 50 ms, for what else waits for it. That a context of WebGL is lost is such a
 * thing: until the thread is free, the context denies it, and gives zeros.
 */
export function createPauses(): () => Promise<void> {
	let free = Date.now();
	return async () => {
		if (Date.now() - free < HELD) return;
		await nextTask();
		free = Date.now();
	};
}

/** Gives the thread free once. It waits for a message of its own, since timers are slow in pages that nobody looks at. */
export function nextTask(): Promise<void> {
	const { port1, port2 } = new MessageChannel();
	return new Promise((resolve) => {
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}
