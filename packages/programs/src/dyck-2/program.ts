import { aggregate, EQ, linearSequenceMap, map, type SOp, select, selectorAnd, selectorWidth, sequenceMap, tokens } from '@alta-ts/rasp';
import { timesSoFar, upToHere, whereTrue } from '../classics/selectors.js';

const isOpening = (token: string): boolean => token === '(' || token === '{';
const isClosing = (token: string): boolean => !isOpening(token);

/** Finds the partner of each closing parenthesis by its depth and its number within that depth. */
export function buildDyck2(): SOp {
	const opens = map(isOpening, tokens());
	const closes = map(isClosing, tokens());
	const depth = linearSequenceMap(timesSoFar(opens), timesSoFar(closes), 1, -1);
	const level = sequenceMap((balance: number, close: boolean) => balance + Number(close), depth, closes);
	const number = selectorWidth(selectorAnd(select(level, level, EQ), upToHere));
	const previous = map((count: number) => count - 1, number);
	const partner = selectorAnd(selectorAnd(whereTrue(opens), select(level, level, EQ)), select(number, previous, EQ));
	const opened = aggregate(partner, tokens(), '-');
	const pair = sequenceMap((open: string, close: string) => open + close, opened, tokens());
	const isWrong = sequenceMap((both: string, close: boolean) => close && both !== '()' && both !== '{}', pair, closes);
	const fails = sequenceMap((wrong: boolean, balance: number) => wrong || balance < 0, isWrong, depth);
	return sequenceMap((balance: number, failed: number) => (failed > 0 ? 'F' : balance === 0 ? 'T' : 'P'), depth, timesSoFar(fails));
}
