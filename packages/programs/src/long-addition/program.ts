import { aggregate, EQ, full, indices, map, type SOp, select, selectorAnd, selectorWidth, sequenceMap, tokens } from '@alta-ts/rasp';
import { timesSoFar, whereTrue } from '../classics/selectors.js';

/** Both numbers end at the last position; then a digit of the sum is made of two digits and a carry. */
export function buildLongAddition(): SOp {
	const isPlus = map((token: string) => token === '+', tokens());
	const isSecond = map((plus: number) => plus > 0, timesSoFar(isPlus));
	const digit = map((token: string) => (token === '+' ? 0 : Number(token)), tokens());
	// As many positions as there are from the plus on, the first number has to move to the right.
	const distance = selectorWidth(whereTrue(isSecond));
	const target = sequenceMap((index: number, by: number) => index + by, indices, distance);
	const first = aggregate(select(target, indices, EQ), digit, 0);
	const second = sequenceMap((value: number, second: boolean) => (second ? value : 0), digit, isSecond);
	const sum = sequenceMap((a: number, b: number) => a + b, first, second);
	// A carry comes from the next place to the right that is not 9, if that is more.
	const others = timesSoFar(map((value: number) => value !== 9, sum));
	const next = map((count: number) => count + 1, others);
	const carries = map((value: number) => value > 9, sum);
	const carried = selectorWidth(selectorAnd(select(others, next, EQ), select(carries, full(true), EQ)));
	return sequenceMap((value: number, carry: number) => (value + carry) % 10, sum, carried);
}
