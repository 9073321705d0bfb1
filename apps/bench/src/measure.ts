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

/** How long two ways to do the same take, and how many times as long the peer's takes: the median of the rounds, and the quartiles. */
export interface Times {
	readonly ours: number;
	readonly peer: number;
	readonly ratio: number;
	readonly ratioSpread: readonly [low: number, high: number];
}

/** Times two ways to do the same, in turns, after one run of each that does not count; gives the medians. */
export async function timeBoth(rounds: number, ours: () => unknown, peer: () => unknown): Promise<Times> {
	await ours();
	await peer();
	const times = await inTurns(
		rounds,
		() => milliseconds(ours),
		() => milliseconds(peer),
	);
	const ratios = times.peer.map((time, round) => time / (times.ours[round] ?? Number.NaN));
	return { ours: median(times.ours), peer: median(times.peer), ratio: median(ratios), ratioSpread: quartiles(ratios) };
}

/** The middle one of some numbers, of an even count the upper one. */
export function median(numbers: readonly number[]): number {
	return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** The quartiles of some numbers: a quarter and three quarters of the way through them in order, between two of them where that falls there. */
export function quartiles(numbers: readonly number[]): readonly [low: number, high: number] {
	const ordered = numbers.toSorted((a, b) => a - b);
	const at = (part: number): number => {
		const place = part * (ordered.length - 1);
		const below = ordered[Math.floor(place)] ?? Number.NaN;
		const above = ordered[Math.ceil(place)] ?? Number.NaN;
		return below + (place - Math.floor(place)) * (above - below);
	};
	return [at(0.25), at(0.75)];
}
