import type { Layout, Source } from '../layout.js';
import type { Model } from '../model.js';
import { forEachEntry } from '../sparse.js';
import type { End } from './end.js';
import { tensorEnds } from './tensor-ends.js';

/** A weight that is not zero, between two things that have names. */
export interface NamedWeight {
	readonly tensor: string;
	readonly from: End;
	readonly to: End;
	readonly value: number;
	/** What put it there: one thing, or all that share it; empty where nothing is known. */
	readonly sources: readonly Source[];
}

/** The weights of a model by what they are between. */
export interface WeightGraph {
	readonly into: (end: End) => readonly NamedWeight[];
	readonly outOf: (end: End) => readonly NamedWeight[];
}

/** Sorts the weights of a model that are not zero by their ends. */
export function weightGraph(model: Model): WeightGraph {
	const into = new Map<string, NamedWeight[]>();
	const outOf = new Map<string, NamedWeight[]>();
	const sources = model.layout.sources.map((_, number) => sourcesOf(model.layout, number));
	for (const { tensor, rows, columns } of tensorEnds(model)) {
		const numbers = model.tensors[tensor];
		if (numbers === undefined) continue;
		forEachEntry(numbers, (row, column, value, source) => {
			const [from, to] = [rows[row], columns[column]];
			if (value === 0 || from === undefined || to === undefined) return;
			const weight = { tensor, from, to, value, sources: sources[source] ?? [] };
			append(into, keyOf(to), weight);
			append(outOf, keyOf(from), weight);
		});
	}
	return { into: (end) => into.get(keyOf(end)) ?? [], outOf: (end) => outOf.get(keyOf(end)) ?? [] };
}

function keyOf({ kind, name }: End): string {
	return `${kind} ${name}`;
}

function append(lists: Map<string, NamedWeight[]>, key: string, weight: NamedWeight): void {
	const list = lists.get(key);
	if (list === undefined) lists.set(key, [weight]);
	else list.push(weight);
}

/** A source by its number; where it stands for several, those. */
export function sourcesOf({ sources }: Layout, number: number): readonly Source[] {
	const source = sources[number];
	if (source === undefined) return [];
	return source.of === undefined ? [source] : source.of.flatMap((each) => sources[each] ?? []);
}
