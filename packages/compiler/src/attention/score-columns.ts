import type { Head } from '@alta-ts/core';
import type { Affine } from '../affine.js';
import { constant, scaled, sum, term } from '../affine.js';
import type { Context } from '../context.js';
import { definedCoordinate } from '../layout-pass.js';
import { leavesOutUndefined } from './head-parts.js';

/** A column of the query and key projections: it adds the product of the two sums of coordinates to a score. */
export interface ScoreColumn {
	readonly query: Affine;
	readonly key: Affine;
}

/** Columns to which each match on variables that holds adds sharpness², and one that does not adds 0. */
export function matchColumns(context: Context, head: Head, sharpness: number): readonly ScoreColumn[] {
	const columns: ScoreColumn[] = [];
	const add = (query: Affine, key: number): void => {
		columns.push({ query: scaled(query, sharpness), key: term(key, sharpness) });
	};
	for (const match of head.where) {
		if ('offsets' in match) continue;
		const query = context.layout.block(match.query);
		const key = context.layout.block(match.key);
		if (key.kind !== 'categorical' || (query.kind !== 'categorical' && query.kind !== 'set'))
			throw new Error(`internal: head ${head.output} compares numbers`);
		const queried = query.kind === 'categorical' ? query.values : query.members;
		for (const [i, atom] of key.values.entries()) {
			const queries =
				typeof match.test === 'string' ? [atom] : match.test.filter((entry) => entry.keys.includes(atom)).map((entry) => entry.query);
			const asking = queries.map((each) => queried.indexOf(each)).filter((index) => index >= 0);
			if (asking.length > 0) add(sum(...asking.map((index) => term(query.start + index))), key.start + i);
		}
	}
	const defined = leavesOutUndefined(context, head) ? definedCoordinate(context.layout.block(head.value)) : undefined;
	if (defined !== undefined) add(constant(1), defined);
	return columns;
}
