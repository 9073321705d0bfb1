import type { Figure } from './benchmark.js';

/** A time or an amount of memory, for people. */
export function quantityText(quantity: Figure['quantity'], amount: number): string {
	if (quantity === 'peak memory') return amount >= 1000 ? `${short(amount / 1000)} GB` : `${short(amount)} MB`;
	if (amount >= 3_600_000) return `${short(amount / 3_600_000)} h`;
	if (amount >= 120_000) return `${short(amount / 60_000)} min`;
	return amount >= 1000 ? `${short(amount / 1000)} s` : `${short(amount)} ms`;
}

/** A ratio, for people: `24×`. */
export function ratioText(ratio: number): string {
	return `${short(ratio)}×`;
}

/** A ratio with its quartiles, where they say more: `24× (22–25)`. */
export function spreadText(ratio: number, [low, high]: readonly [low: number, high: number]): string {
	return short(low) === short(high) ? ratioText(ratio) : `${ratioText(ratio)} (${short(low)}–${short(high)})`;
}

/** Two digits that matter: what is measured does not repeat better. */
function short(number: number): string {
	return number >= 10 ? String(Math.round(number)) : String(Number(number.toPrecision(2)));
}
