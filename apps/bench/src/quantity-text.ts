import type { Figure } from './benchmark.js';
import { isNoisy, type RatioRange } from './ratio.js';

/** A time or an amount of memory, for people. */
export function quantityText(quantity: Figure['quantity'], amount: number): string {
	if (quantity === 'peak memory') return amount >= 1000 ? `${short(amount / 1000)} GB` : `${short(amount)} MB`;
	if (amount >= 3_600_000) return `${short(amount / 3_600_000)} h`;
	if (amount >= 120_000) return `${short(amount / 60_000)} min`;
	return amount >= 1000 ? `${short(amount / 1000)} s` : `${short(amount)} ms`;
}

/** A ratio, for people: `24×`. */
export function timesText(ratio: number): string {
	return `${short(ratio)}×`;
}

/** A ratio, with a mark where it says little: `~24×`. */
export function ratioText(range: RatioRange): string {
	return `${isNoisy(range) ? '~' : ''}${timesText(range.ratio)}`;
}

/** A ratio with its range, where it says more: `24× (22–25)`; of a single round there is none. */
export function spreadText(range: RatioRange): string {
	const [low, high] = range.spread.map(short);
	if (range.rounds === 1) return `${ratioText(range)} (one run)`;
	return low === high ? ratioText(range) : `${ratioText(range)} (${low}–${high})`;
}

/** Two digits that matter: what is measured does not repeat better. */
function short(number: number): string {
	return number >= 10 ? String(Math.round(number)) : String(Number(number.toPrecision(2)));
}
