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

/** Times two ways to do the same, in turns, after one run of each that does not count; gives the medians. */
export async function timeBoth(rounds: number, ours: () => unknown, peer: () => unknown): Promise<{ ours: number; peer: number }> {
	await ours();
	await peer();
	const times = await inTurns(
		rounds,
		() => milliseconds(ours),
		() => milliseconds(peer),
	);
	return { ours: median(times.ours), peer: median(times.peer) };
}

/** The middle one of some numbers, of an even count the upper one. */
export function median(numbers: readonly number[]): number {
	return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** The numbers a quarter and three quarters of the way through some numbers in order. */
export function quartiles(numbers: readonly number[]): readonly [low: number, high: number] {
	const ordered = numbers.toSorted((a, b) => a - b);
	const at = (part: number): number => ordered[Math.round(part * (ordered.length - 1))] ?? Number.NaN;
	return [at(0.25), at(0.75)];
}
