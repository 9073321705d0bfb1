import type { Affine } from '../affine.js';
import type { Context } from '../context.js';
import { matrix, vector } from '../matrix.js';
import type { Column } from './head-parts.js';
import type { ScoreColumn } from './score-columns.js';

/** Makes the query and key projections of a head; returns how many columns they have. */
export function emitScores(context: Context, prefix: string, columns: readonly ScoreColumn[], source: number): number {
	emitProjection(
		context,
		`${prefix}.query`,
		columns.map(({ query }) => query),
		source,
	);
	emitProjection(
		context,
		`${prefix}.key`,
		columns.map(({ key }) => key),
		source,
	);
	return columns.length;
}

/** Makes the value and output projections of a head; returns how many columns they have. */
export function emitValues(context: Context, prefix: string, columns: readonly Column[], source: number): number {
	emitProjection(
		context,
		`${prefix}.value`,
		columns.map(({ from }) => from),
		source,
	);
	const output = matrix(context, columns.length, context.layout.width);
	for (const [i, { to, weight }] of columns.entries()) output.add(i, to, weight, source);
	context.tensors[`${prefix}.output`] = output.build();
	return columns.length;
}

/** A matrix with a column for each sum of coordinates, and a bias where one of them has a constant. */
function emitProjection(context: Context, name: string, columns: readonly Affine[], source: number): void {
	const weight = matrix(context, context.layout.width, columns.length);
	columns.forEach(({ terms }, i) => {
		for (const [coordinate, entry] of terms) weight.add(coordinate, i, entry, source);
	});
	context.tensors[name] = weight.build();
	const bias = columns.map((column) => column.bias);
	if (bias.some((each) => each !== 0)) context.tensors[`${name}.bias`] = vector(context, bias, source);
}
