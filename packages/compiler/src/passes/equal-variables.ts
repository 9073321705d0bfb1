import type { Head, Layer, Match, Program, Row, Update, Value, Variable } from '@alta-ts/core';
import { valueKey } from '@alta-ts/core';

/**
 * Finds variables that provably hold the same value at every position at all times: they have the same domain, start the same, and are written
 * alike, by equal rows over equal variables or by heads that select and read the same. Of each group the variable declared first stands for all.
 *
 * @returns the variable that each variable may be replaced by; itself where there is no other.
 */
export function equalVariables(program: Program): ReadonlyMap<string, string> {
	const { variables } = program;
	const writers = writersOf(program);
	const textOf = valueTexts();
	const readers = readersOf(writers);
	const added = addedVariables(program);
	const firsts = new Map<string, string>();
	const rename = (name: string): string => firsts.get(name) ?? name;
	const groups = new Map<string, readonly Variable[]>();
	const add = (own: readonly Variable[]): void => {
		const [first] = own;
		if (first === undefined) return;
		groups.set(first.name, own);
		for (const { name } of own) firsts.set(name, first.name);
	};
	for (const own of grouped(
		variables,
		(variable) => `${startOf(variable, added)} ${JSON.stringify((writers.get(variable.name) ?? []).map(kindOf))}`,
	))
		add(own);
	// A group is looked at again only when a group that its writers read has come apart.
	const open = new Set(groups.keys());
	for (const name of open) {
		open.delete(name);
		const own = groups.get(name) ?? [];
		if (own.length < 2) continue;
		const parts = grouped(own, (variable) =>
			JSON.stringify((writers.get(variable.name) ?? []).map((writer) => writerText(writer, rename, textOf))),
		);
		for (const part of parts) add(part);
		for (const variable of parts.slice(1).flat()) for (const reader of readers.get(variable.name) ?? []) open.add(rename(reader));
	}
	return firsts;
}

/** A head or an update, with the index of its layer among all layers. */
interface Writer {
	readonly layer: number;
	readonly by: Head | Update;
}

function writersOf({ stages }: Program): ReadonlyMap<string, readonly Writer[]> {
	const writers = new Map<string, Writer[]>();
	const add = (name: string, writer: Writer): void => {
		const own = writers.get(name);
		if (own === undefined) writers.set(name, [writer]);
		else own.push(writer);
	};
	const layers: readonly Layer[] = stages.flatMap((stage) => stage.layers);
	for (const [layer, { heads, updates }] of layers.entries()) {
		for (const head of heads) add(head.output, { layer, by: head });
		for (const update of updates) add(update.writes, { layer, by: update });
	}
	return writers;
}

/** The variables whose writers name a variable. */
function readersOf(writers: ReadonlyMap<string, readonly Writer[]>): ReadonlyMap<string, ReadonlySet<string>> {
	const readers = new Map<string, Set<string>>();
	for (const [written, own] of writers)
		for (const name of own.flatMap(({ by }) => readBy(by))) {
			const known = readers.get(name) ?? new Set();
			readers.set(name, known.add(written));
		}
	return readers;
}

function readBy(by: Head | Update): readonly string[] {
	if ('rows' in by) return by.reads;
	if ('linear' in by) return Object.keys(by.linear);
	return [by.value, ...by.where.flatMap((match) => ('offsets' in match ? [] : [match.query, match.key]))];
}

/** Variables with the same key, in declared order. */
function grouped(variables: readonly Variable[], keyOf: (variable: Variable) => string): readonly (readonly Variable[])[] {
	const byKey = new Map<string, Variable[]>();
	for (const variable of variables) {
		const key = keyOf(variable);
		const own = byKey.get(key);
		if (own === undefined) byKey.set(key, [variable]);
		else own.push(variable);
	}
	return [...byKey.values()];
}

/** What linear maps read. */
function addedVariables({ stages }: Program): ReadonlySet<string> {
	const updates = stages.flatMap((stage) => stage.layers.flatMap((layer) => layer.updates));
	return new Set(updates.flatMap((update) => ('linear' in update ? Object.keys(update.linear) : [])));
}

/** What variables must have in common from the start. A linear map rounds x + y and 2x differently, so what it reads stands alone. */
function startOf(variable: Variable, added: ReadonlySet<string>): string {
	const { kind, name, init, values = [] } = variable;
	const start =
		'constant' in init ? ['constant', init.constant] : 'byToken' in init ? ['token', ...init.byToken] : ['position', ...init.byPosition];
	const members = variable.kind === 'set' ? variable.members : [];
	return JSON.stringify([kind, values.map(valueKey), members.map(valueKey), start.map(valueKey), added.has(name) ? name : null]);
}

/** What tells many writers apart at a glance. */
function kindOf({ layer, by }: Writer): readonly (string | number)[] {
	return [layer, 'rows' in by ? by.rows.length : 'linear' in by ? 'linear' : 'head'];
}

type TextOf = (values: readonly Value[]) => string;

/** Texts of lists of values; rows often share a list. */
function valueTexts(): TextOf {
	const known = new Map<readonly Value[], string>();
	return (values) => {
		const text = known.get(values) ?? JSON.stringify(values.map(valueKey).sort());
		known.set(values, text);
		return text;
	};
}

/** A writer as a text that is the same for writers that do the same. */
function writerText({ layer, by }: Writer, rename: (name: string) => string, textOf: TextOf): string {
	if ('rows' in by) return JSON.stringify([layer, by.rows.map((row) => rowText(row, rename, textOf)).sort()]);
	if ('linear' in by)
		return JSON.stringify([
			layer,
			Object.entries(by.linear)
				.map((term) => JSON.stringify(term))
				.sort(),
			by.bias,
		]);
	const { value, where, combine, empty, keep } = by;
	const otherwise = typeof empty === 'object' && 'constant' in empty ? valueKey(empty.constant) : empty;
	return JSON.stringify([layer, rename(value), where.map((match) => matchText(match, rename)).sort(), combine, otherwise, keep]);
}

function rowText({ when, value }: Row, rename: (name: string) => string, textOf: TextOf): string {
	const asks = Object.entries(when).map(([name, values]) => `${rename(name)} ${textOf(values)}`);
	return JSON.stringify([asks.sort(), valueKey(value)]);
}

function matchText(match: Match, rename: (name: string) => string): string {
	if ('offsets' in match) return JSON.stringify(match);
	return JSON.stringify({ ...match, query: rename(match.query), key: rename(match.key) });
}
