import type { AttentionHead } from '@alta-ts/tensor';

/** How one query weighs its keys: `out = (Σ weight·value + nullWeight·null value) / divisor`. */
export interface Weighing {
	readonly nullWeight: number;
	readonly divisor: number;
}

/** Turns the scores of the keys a query sees into weights, in place, as the reference backend defines it. */
export function weigh(head: AttentionHead, scores: Float64Array, count: number): Weighing {
	const logit = head.null?.logit;
	if (head.kind === 'softmax') return softmaxWeights(scores, count, logit);
	if (head.kind === 'hard') return hardWeights(scores, count, logit);
	return { nullWeight: differences(scores, count, logit ?? 0, head.kind === 'relu') ? 0 : 1, divisor: 1 };
}

function softmaxWeights(scores: Float64Array, count: number, logit: number | undefined): Weighing {
	if (count === 0) return { nullWeight: 1, divisor: 1 };
	let largest = logit ?? Number.NEGATIVE_INFINITY;
	for (let key = 0; key < count; key++) largest = Math.max(largest, scores[key] ?? 0);
	const nullWeight = logit === undefined ? 0 : Math.exp(logit - largest);
	let total = nullWeight;
	for (let key = 0; key < count; key++) {
		const weight = Math.exp((scores[key] ?? 0) - largest);
		scores[key] = weight;
		total += weight;
	}
	return { nullWeight, divisor: total };
}

function hardWeights(scores: Float64Array, count: number, logit: number | undefined): Weighing {
	let best = -1;
	let largest = Number.NEGATIVE_INFINITY;
	for (let key = 0; key < count; key++) {
		const score = scores[key] ?? 0;
		if (score > largest) {
			largest = score;
			best = key;
		}
	}
	const nullWins = best === -1 || (logit !== undefined && logit > largest);
	scores.fill(0, 0, count);
	if (!nullWins) scores[best] = 1;
	return { nullWeight: nullWins ? 1 : 0, divisor: 1 };
}

/** Returns whether any key has weight. */
function differences(scores: Float64Array, count: number, logit: number, clip: boolean): boolean {
	let any = false;
	for (let key = 0; key < count; key++) {
		const difference = (scores[key] ?? 0) - logit;
		const weight = clip ? Math.max(0, difference) : difference;
		scores[key] = weight;
		any ||= weight !== 0;
	}
	return any;
}
