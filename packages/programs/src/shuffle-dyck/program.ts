import { linearSequenceMap, map, type Sequence, type SOp, selectorWidth, sequenceMap, tokens } from '@alta-ts/rasp';
import { timesSoFar, whereTrue } from '../classics/selectors.js';

/** Whether both kinds are balanced, at every position the same. */
export function buildShuffleDyck(): SOp {
	return sequenceMap((round: boolean, curly: boolean) => round && curly, isBalanced('(', ')'), isBalanced('{', '}'));
}

function isBalanced(opening: string, closing: string): Sequence<boolean> {
	const opens = map((token: string) => token === opening, tokens());
	const closes = map((token: string) => token === closing, tokens());
	const depth = linearSequenceMap(timesSoFar(opens), timesSoFar(closes), 1, -1);
	const failures = selectorWidth(whereTrue(map((balance: number) => balance < 0, depth)));
	const left = sequenceMap(
		(open: number, close: number) => open - close,
		selectorWidth(whereTrue(opens)),
		selectorWidth(whereTrue(closes)),
	);
	return sequenceMap((failed: number, rest: number) => failed === 0 && rest === 0, failures, left);
}
