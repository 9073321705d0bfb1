/** The middle one of some numbers; of an even count, halfway between the two in the middle. */
export function median(numbers: readonly number[]): number {
	return quantile(numbers, 0.5);
}

/** The quartiles of some numbers: a quarter and three quarters of the way through them in order. */
export function quartiles(numbers: readonly number[]): readonly [low: number, high: number] {
	return [quantile(numbers, 0.25), quantile(numbers, 0.75)];
}

/** What lies at a part of the way through some numbers in order, between two of them where that falls there. */
function quantile(numbers: readonly number[], part: number): number {
	const ordered = numbers.toSorted((a, b) => a - b);
	const place = part * (ordered.length - 1);
	const below = ordered[Math.floor(place)] ?? Number.NaN;
	const above = ordered[Math.ceil(place)] ?? Number.NaN;
	return below + (place - Math.floor(place)) * (above - below);
}
