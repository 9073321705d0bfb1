import type { Value } from '@alta-ts/core';
import type { Model } from '@alta-ts/model';

/** The inputs of an exported model for a batch: token ids, filled up to the longest sequence, and lengths. */
export function programFeeds(
	model: Model,
	batch: readonly (readonly string[])[],
): { readonly tokens: BigInt64Array; readonly lengths: BigInt64Array; readonly columns: number } {
	const { input } = model.config;
	const ids = new Map((input.kind === 'tokens' ? input.tokens : []).map((token, id) => [token, BigInt(id)]));
	const columns = Math.max(1, ...batch.map(({ length }) => length));
	const tokens = batch.flatMap((sequence) => Array.from({ length: columns }, (_, at) => ids.get(sequence[at] ?? '') ?? -1n));
	return { tokens: BigInt64Array.from(tokens), lengths: BigInt64Array.from(batch, ({ length }) => BigInt(length)), columns };
}

/**
 * The outputs of all sequences.
 *
 * @throws Error for a model that answers with anything but a class at every position
 */
export function outputsOf(
	model: Model,
	batch: readonly (readonly string[])[],
	columns: number,
	given: Readonly<Record<string, { readonly data: Iterable<unknown> } | undefined>>,
): readonly (readonly Value[])[] {
	const { readout } = model.config;
	if (readout.kind !== 'classes' || readout.pool !== 'none') throw new Error('this model does not answer with a class at every position');
	const classes = Array.from(given.output?.data ?? [], Number);
	return batch.map(({ length }, sequence) =>
		classes.slice(sequence * columns, sequence * columns + length).map((each) => readout.classes[each] ?? undefined),
	);
}
