import type { Source } from '@alta-ts/model';

/** Collects what the weights come from, and numbers it: the numbers are the provenance that tensors store. */
export interface SourceTable {
	/** The number of a source, the same one for the same path. */
	of(path: readonly string[], more?: Omit<Source, 'path'>): number;
	/** All sources, by number. */
	list(): readonly Source[];
}

/** An empty table. */
export function sourceTable(): SourceTable {
	const sources: Source[] = [];
	const numbers = new Map<string, number>();
	return {
		of(path, more) {
			const key = path.join(' › ');
			const known = numbers.get(key);
			if (known !== undefined) return known;
			numbers.set(key, sources.length);
			sources.push({ path, ...more });
			return sources.length - 1;
		},
		list: () => sources,
	};
}
