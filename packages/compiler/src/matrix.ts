import { problem } from '@alta-ts/diagnostics';
import type { DenseTensor, SparseBuilder } from '@alta-ts/model';
import { dataOf, sparseBuilder } from '@alta-ts/model';
import type { Context } from './context.js';
import { round } from './numbers/precision.js';
import { orCompileFor } from './remedy.js';

/**
 * A weight matrix under construction; what is added at one place adds up, and has all of the sources. Weights that the dtype has no finite number
 * for are left out, and the program is refused (ALTA4007).
 */
export function matrix(context: Context, rows: number, columns: number): SparseBuilder {
	const builder = sparseBuilder(rows, columns, context.precision.dtype);
	const added: { readonly row: number; readonly column: number; readonly value: number; readonly at: Set<number> }[] = [];
	const places = new Map<number, Set<number>>();
	return {
		...builder,
		add(row, column, value, source = -1) {
			if (!fits(context, value, source)) return;
			const place = row * columns + column;
			const at = places.get(place) ?? new Set();
			places.set(place, at);
			if (source >= 0) at.add(source);
			added.push({ row, column, value, at });
		},
		build() {
			for (const { row, column, value, at } of added) builder.add(row, column, value, at.size === 0 ? -1 : context.sources.shared(at));
			return builder.build();
		},
	};
}

/** A bias vector, with one source for all entries or one for each. Zeros have none. What is too large is refused as in a {@link matrix}. */
export function vector(context: Context, values: readonly number[], source: number | readonly number[]): DenseTensor {
	const { dtype } = context.precision;
	const sources = values.map((value, i) => (value === 0 ? -1 : typeof source === 'number' ? source : (source[i] ?? -1)));
	const finite = values.map((value, i) => (fits(context, value, sources[i] ?? -1) ? value : 0));
	return { kind: 'dense', dtype, shape: [values.length], data: dataOf(dtype, finite), sources: Int32Array.from(sources) };
}

function fits({ precision, problems, program, sources }: Context, value: number, source: number): boolean {
	if (Number.isFinite(round(precision, value))) return true;
	problems.push(
		problem('ALTA4007', {
			what: `A weight of ${value} is beyond the largest number of ${precision.dtype}, ${precision.finite}.`,
			where: [`program ${program.name}`, ...(sources.list()[source]?.path ?? [])],
			why: 'Numbers of the program, or how finely they are told apart, give weights that the dtype has no number for.',
			fix: `Scale the numbers of the program${orCompileFor(precision.dtype)}.`,
		}),
	);
	return false;
}
