import type { Head, Layer, Match, Row, Update, Variable } from '@alta-ts/core';

/** Layers, and the variables that they are about. */
export interface Shared {
	readonly variables: readonly Variable[];
	readonly layers: readonly Layer[];
}

/** What is to be shared. */
export interface Sharing {
	/** The variable that must hold its value to the end. */
	readonly answer: string;
	/** The rows that write undefined, for each table: it needs them where its variable held something before. */
	readonly erasing: ReadonlyMap<Update, readonly Row[]>;
}

/**
 * Lets values share variables, and with them coordinates of the residual stream, where no two are needed at the same time. Heads and tables see
 * the state before them, so that they may write over what they read, if nothing reads it later.
 *
 * Outputs of heads are shared with each other, if all of them are kept or none is: what is kept is subtracted by a head, and what is not kept
 * is erased by its layer, shared or not. What tables write is shared with what other tables write; there units must erase the old value.
 * Only variables of the same symbols, or of the same whole numbers, are shared. Each is called after the first value that it holds.
 */
export function shareVariables(variables: readonly Variable[], layers: readonly Layer[], sharing: Sharing): Shared {
	const holders = holdersOf(variables, layers, sharing);
	const rename = (name: string): string => holders.get(name) ?? name;
	return {
		variables: variables.filter(({ name }) => rename(name) === name),
		layers: layers.map(({ heads, updates }) => ({
			heads: heads.map((head) => renameHead(head, rename)),
			updates: updates.map((update) => {
				const erasing = rename(update.writes) === update.writes ? [] : (sharing.erasing.get(update) ?? []);
				return renameUpdate('rows' in update ? { ...update, rows: [...update.rows, ...erasing] } : update, rename);
			}),
		})),
	};
}

/** Something that writes a variable. Times count twice for each layer: its heads run, then its updates. */
interface Writer {
	readonly time: number;
	readonly name: string;
	/** What the variables that it may write to have in common. */
	readonly kind: string;
}

/** The variable that each value is held by. */
function holdersOf(variables: readonly Variable[], layers: readonly Layer[], { answer }: Sharing): ReadonlyMap<string, string> {
	const ends = lastReads(layers);
	const holders = new Map<string, string>();
	/** Variables that hold nothing any more, by their kind. */
	const free = new Map<string, string[]>();
	/** Values that are read last at a time. */
	const ending = new Map<number, Writer[]>();
	let now = 0;
	for (const writer of writersOf(variables, layers)) {
		const { name, kind, time } = writer;
		for (; now <= time; now++) for (const each of ending.get(now) ?? []) add(free, each.kind, holders.get(each.name) ?? each.name);
		if (name === answer) continue;
		holders.set(name, free.get(kind)?.shift() ?? name);
		add(ending, ends.get(name) ?? Infinity, writer);
	}
	return holders;
}

function writersOf(variables: readonly Variable[], layers: readonly Layer[]): readonly Writer[] {
	const declared = new Map(variables.map((variable) => [variable.name, variable]));
	const kindOf = (name: string, ...facts: readonly unknown[]): string | undefined => {
		const variable = declared.get(name);
		// Other numbers stand alone, since what is left of one would round the next.
		const isCount = facts.includes('sum') && variable?.values?.every(Number.isInteger) === true;
		return variable?.kind === 'categorical' || isCount ? JSON.stringify([variable?.kind, variable?.values, ...facts]) : undefined;
	};
	const writer = (time: number, name: string, kind: string | undefined): readonly Writer[] =>
		kind === undefined ? [] : [{ time, name, kind }];
	return layers.flatMap(({ heads, updates }, layer) => [
		...heads.flatMap(({ output, combine, keep }) => writer(2 * layer, output, kindOf(output, 'head', combine, keep))),
		...updates.flatMap(({ writes }) => writer(2 * layer + 1, writes, kindOf(writes, 'table'))),
	]);
}

/** When each variable is read last. */
function lastReads(layers: readonly Layer[]): ReadonlyMap<string, number> {
	const ends = new Map<string, number>();
	for (const [layer, { heads, updates }] of layers.entries()) {
		for (const name of heads.flatMap(headReads)) ends.set(name, 2 * layer);
		for (const name of updates.flatMap(updateReads)) ends.set(name, 2 * layer + 1);
	}
	return ends;
}

function add<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
	const own = lists.get(key);
	if (own === undefined) lists.set(key, [value]);
	else own.push(value);
}

function renameHead(head: Head, rename: (name: string) => string): Head {
	const where = head.where.map(
		(match): Match => ('offsets' in match ? match : { ...match, query: rename(match.query), key: rename(match.key) }),
	);
	return { ...head, output: rename(head.output), value: rename(head.value), where };
}

function renameUpdate(update: Update, rename: (name: string) => string): Update {
	const writes = rename(update.writes);
	const renamed = <T>(by: Readonly<Record<string, T>>): Record<string, T> =>
		Object.fromEntries(Object.entries(by).map(([name, each]) => [rename(name), each]));
	if ('linear' in update) return { ...update, writes, linear: renamed(update.linear) };
	return { writes, reads: update.reads.map(rename), rows: update.rows.map((row) => ({ ...row, when: renamed(row.when) })) };
}

/** What a head reads. */
export function headReads({ value, where }: Head): readonly string[] {
	return [value, ...where.flatMap((match) => ('offsets' in match ? [] : [match.query, match.key]))];
}

/** What an update reads. */
export function updateReads(update: Update): readonly string[] {
	return 'linear' in update ? Object.keys(update.linear) : update.reads;
}
