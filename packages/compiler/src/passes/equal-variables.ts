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
	let groups = group(
		variables,
		(variable) => `${startOf(variable, program)} ${JSON.stringify((writers.get(variable.name) ?? []).map(kindOf))}`,
	);
	for (let before = 0; before !== groups.size; ) {
		before = groups.size;
		const first = firstOf(groups);
		const rename = (name: string): string => first.get(name) ?? name;
		groups = group(variables, (variable) => {
			const standIn = rename(variable.name);
			if ((groups.get(standIn)?.length ?? 0) < 2) return standIn;
			return JSON.stringify([standIn, (writers.get(variable.name) ?? []).map((writer) => writerText(writer, rename, textOf))]);
		});
	}
	return firstOf(groups);
}

/** A head or an update, with the index of its layer among all layers. */
interface Writer {
	readonly layer: number;
	readonly by: Head | Update;
}

function writersOf({ stages }: Program): ReadonlyMap<string, readonly Writer[]> {
	const writers = new Map<string, Writer[]>();
	const add = (name: string, writer: Writer): void => void writers.set(name, [...(writers.get(name) ?? []), writer]);
	const layers: readonly Layer[] = stages.flatMap((stage) => stage.layers);
	for (const [layer, { heads, updates }] of layers.entries()) {
		for (const head of heads) add(head.output, { layer, by: head });
		for (const update of updates) add(update.writes, { layer, by: update });
	}
	return writers;
}

/** Groups of variables with the same key, each under the name of its first variable. */
type Groups = ReadonlyMap<string, readonly Variable[]>;

function group(variables: readonly Variable[], keyOf: (variable: Variable) => string): Groups {
	const byKey = new Map<string, Variable[]>();
	for (const variable of variables) {
		const key = keyOf(variable);
		const own = byKey.get(key);
		if (own === undefined) byKey.set(key, [variable]);
		else own.push(variable);
	}
	return new Map([...byKey.values()].map((own) => [own[0]?.name ?? '', own]));
}

function firstOf(groups: Groups): ReadonlyMap<string, string> {
	return new Map([...groups].flatMap(([first, own]) => own.map(({ name }) => [name, first] as const)));
}

/** What variables must have in common from the start. A linear map rounds x + y and 2x differently, so what it reads stands alone. */
function startOf(variable: Variable, { stages }: Program): string {
	const { kind, name, init, values = [] } = variable;
	const updates = stages.flatMap((stage) => stage.layers.flatMap((layer) => layer.updates));
	const isAdded = updates.some((update) => 'linear' in update && Object.hasOwn(update.linear, name));
	const start =
		'constant' in init ? ['constant', init.constant] : 'byToken' in init ? ['token', ...init.byToken] : ['position', ...init.byPosition];
	const members = variable.kind === 'set' ? variable.members : [];
	return JSON.stringify([kind, values.map(valueKey), members.map(valueKey), start.map(valueKey), isAdded ? name : null]);
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
