import { aggregate, indices, type SOp, select, tokens } from '@alta-ts/rasp';

/** Fetches the token `by` positions to the left. */
export function buildShift({ by }: { readonly by: number }): SOp {
	const ago = select(indices, indices, (key: number, query: number) => key === query - by);
	return aggregate(ago, tokens());
}
