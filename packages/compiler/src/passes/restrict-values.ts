import type { Head, Init, Layer, Match, Output, Program, Repeat, Row, Update, Value, Variable } from '@alta-ts/core';
import { valueKey } from '@alta-ts/core';

/** Whether a variable has a value; undefined is no question. */
type Has = (variable: string, value: Value) => boolean;
type MadeFrom = (from: Row, row: Row) => Row;

/**
 * Takes values from the variables of a program, and from everything that names them: rows that ask for nothing else or write one, entries of
 * heads' tables, terms of the read-out. A variable that started with one starts undefined.
 *
 * Numerical variables keep their values, which bound buckets. The others keep what heads may hand to them, what a stage waits for, and at least
 * one value, sets at least one member.
 *
 * @param made told of every row that is made from another one.
 */
export function restrictValues(
	program: Program,
	keeps: (variable: Variable, value: Value) => boolean,
	made: MadeFrom = (_, row) => row,
): Program {
	const kept = keptValues(program, keeps);
	const has: Has = (name, value) => value === undefined || (kept.get(name)?.has(identity(value)) ?? true);
	return {
		...program,
		variables: program.variables.map((variable) => restrictVariable(variable, has)),
		stages: program.stages.map((stage) => ({ ...stage, layers: stage.layers.map((layer) => restrictLayer(layer, has, made)) })),
		output: restrictOutput(program.output, has),
	};
}

/** What two equal values of a variable share. */
function identity(value: Value): unknown {
	return typeof value === 'object' ? valueKey(value) : value;
}

/** The identities of the values that remain, by the names of categorical and set variables. */
type Kept = ReadonlyMap<string, Set<unknown>>;

function keptValues({ variables, stages }: Program, keeps: (variable: Variable, value: Value) => boolean): Kept {
	const kept = new Map<string, Set<unknown>>();
	for (const variable of variables) {
		if (variable.kind === 'numerical') continue;
		const all: readonly Value[] = variable.values;
		const own = new Set([...all.filter((value) => keeps(variable, value)), ...awaited(stages, variable.name)].map(identity));
		kept.set(variable.name, own.size > 0 ? own : new Set(all.slice(0, 1).map(identity)));
	}
	const heads = stages.flatMap((stage) => stage.layers.flatMap((layer) => layer.heads));
	for (let grown = true; grown; ) grown = heads.map((head) => handOn(head, kept)).includes(true);
	return kept;
}

/** What stages wait for a variable to hold. */
function awaited(stages: readonly { readonly repeat: Repeat }[], name: string): readonly Value[] {
	return stages.flatMap(({ repeat }) =>
		typeof repeat === 'object' && repeat.until.variable === name && repeat.until.equals !== undefined ? [repeat.until.equals] : [],
	);
}

/** Lets the output of a head keep what the variable that it reads keeps, and what it gives where it selects nothing; whether that was new. */
function handOn({ value, output, empty }: Head, kept: Kept): boolean {
	const own = kept.get(output);
	if (own === undefined) return false;
	const before = own.size;
	for (const each of kept.get(value) ?? []) own.add(each);
	if (typeof empty === 'object' && 'constant' in empty) own.add(identity(empty.constant));
	return own.size > before;
}

function restrictVariable(variable: Variable, has: Has): Variable {
	if (variable.kind === 'numerical') return variable;
	const { name } = variable;
	const init = restrictInit(variable.init, (value) => has(name, value));
	if (variable.kind === 'categorical') return { ...variable, init, values: variable.values.filter((value) => has(name, value)) };
	const values = variable.values.filter((value) => has(name, value));
	const members = variable.members.filter((member) => values.some((value) => value.has(member)));
	return { ...variable, init, values, members: members.length > 0 ? members : variable.members.slice(0, 1) };
}

function restrictInit(init: Init, has: (value: Value) => boolean): Init {
	const restricted = (value: Value): Value => (has(value) ? value : undefined);
	if ('constant' in init) return { constant: restricted(init.constant) };
	return 'byToken' in init ? { byToken: init.byToken.map(restricted) } : { byPosition: init.byPosition.map(restricted) };
}

function restrictLayer({ heads, updates }: Layer, has: Has, made: MadeFrom): Layer {
	return {
		heads: heads.map((head) => ({ ...head, where: head.where.map((match) => restrictMatch(match, has)) })),
		updates: updates.map((update) => restrictUpdate(update, has, made)),
	};
}

function restrictMatch(match: Match, has: Has): Match {
	if ('offsets' in match || typeof match.test === 'string') return match;
	const test = match.test
		.filter(({ query }) => has(match.query, query))
		.map(({ query, keys }) => ({ query, keys: keys.filter((key) => has(match.key, key)) }))
		.filter(({ keys }) => keys.length > 0);
	return { ...match, test };
}

function restrictUpdate(update: Update, has: Has, made: MadeFrom): Update {
	if ('linear' in update) return update;
	return { ...update, rows: update.rows.filter(({ value }) => has(update.writes, value)).flatMap((row) => restrictRow(row, has, made)) };
}

/** A row that asks for fewer values; the row itself, where nothing changes. */
function restrictRow(row: Row, has: Has, made: MadeFrom): readonly Row[] {
	if (Object.entries(row.when).every(([name, values]) => values.every((value) => has(name, value)))) return [row];
	const when = Object.entries(row.when).map(([name, values]) => [name, values.filter((value) => has(name, value))] as const);
	return when.some(([, values]) => values.length === 0) ? [] : [made(row, { ...row, when: Object.fromEntries(when) })];
}

function restrictOutput(output: Output, has: Has): Output {
	if ('variable' in output) return output;
	return { ...output, terms: output.terms.filter(({ variable, value }) => has(variable, value)) };
}
