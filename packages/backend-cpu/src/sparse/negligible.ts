import type { AttentionHead } from '@alta-ts/tensor';

/** Half of the smallest f32 above zero is 2^−150, and exp(−104) is less. */
const SMALLEST = 104;

/**
 * Whether keys that share no active column with the query weigh nothing, so that they need not be visited. Their scores are 0 and the offset
 * bias, thus at most `most`, the largest bias, or 0 without one.
 *
 * - `softmax`: with `top` the largest of the other scores and the null logit, n such keys together add at most n·exp(most − top)·|value| to a sum
 *   that is divided by at least 1, and at most n·exp(most − top) to what it is divided by. Both are below 2^−150, where f32 ends,
 *   if top − most ≥ 104 + ln n + ln max(1, |largest value|).
 * - `hard`: another key, or the null key, has a larger score.
 * - `relu`: max(0, most − logit) is 0. `linear`: score and logit are both 0.
 *
 * @param largestValue the largest number among the values, without its sign.
 * @param count how many keys have a score so far.
 * @param rest how many have not.
 */
export function negligible(
	head: AttentionHead,
	most: number,
	largestValue: number,
	scores: Float64Array,
	count: number,
	rest: number,
): boolean {
	const logit = head.null?.logit;
	if (head.kind === 'relu') return most <= (logit ?? 0);
	if (head.kind === 'linear') return head.offsetBias === undefined && (logit ?? 0) === 0;
	let top = Number.NEGATIVE_INFINITY;
	for (let each = 0; each < count; each++) top = Math.max(top, scores[each] ?? 0);
	if (head.kind === 'hard') return top > most || (logit !== undefined && logit > most);
	if (logit !== undefined) top = Math.max(top, logit);
	return top - most >= SMALLEST + Math.log(rest) + Math.log(Math.max(1, largestValue));
}
