/** Milliseconds that something takes. */
export async function milliseconds(work: () => unknown): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}

/** Measurements of two ways to do the same. */
export interface Both<T> {
	readonly ours: readonly T[];
	readonly peer: readonly T[];
}

/** Measures two ways in turns, so that a slow moment of the machine meets both. */
export async function inTurns<T>(rounds: number, ours: () => Promise<T>, peer: () => Promise<T>): Promise<Both<T>> {
	const both: { ours: T[]; peer: T[] } = { ours: [], peer: [] };
	for (let round = 0; round < rounds; round++) {
		both.ours.push(await ours());
		both.peer.push(await peer());
	}
	return both;
}
