import type { Source } from '@alta-ts/model';

/** Collects what the weights come from, and numbers it: the numbers are the provenance that tensors store. */
export interface SourceTable {
	/** The number of a source, the same one for the same path and all else. */
	of(path: readonly string[], more?: Omit<Source, 'path' | 'of'>): number;
	/** The number of what all of these share; of a single one, its own. There must be one. */
	shared(numbers: readonly number[] | ReadonlySet<number>): number;
	/** All sources, by number. */
	list(): readonly Source[];
}

/** An empty table. */
export function sourceTable(): SourceTable {
	const sources: Source[] = [];
	const numbers = new Map<string, number>();

	function numberOf(key: string, source: Source): number {
		const known = numbers.get(key);
		if (known !== undefined) return known;
		numbers.set(key, sources.length);
		return sources.push(source) - 1;
	}

	return {
		of: (path, more) => numberOf(JSON.stringify([path, more]), { path, ...more }),
		shared(several) {
			const given = [...new Set(several)];
			const [only] = given;
			if (only === undefined) throw new Error('internal: nothing is shared');
			if (given.length === 1) return only;
			const all = [...new Set(given.flatMap((each) => sources[each]?.of ?? [each]))].sort((a, b) => a - b);
			return numberOf(`all of ${all.join(' ')}`, { path: commonPath(all.map((each) => sources[each]?.path ?? [])), of: all });
		},
		list: () => sources,
	};
}

function commonPath([first = [], ...others]: readonly (readonly string[])[]): readonly string[] {
	const end = first.findIndex((step, index) => others.some((path) => path[index] !== step));
	return end === -1 ? first : first.slice(0, end);
}
