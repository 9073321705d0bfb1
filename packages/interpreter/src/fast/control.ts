import type { Head, Layer, Row, Update, Value } from '@alta-ts/core';
import type { EncodedVariable } from './encoded-variable.js';
import { readsOf } from './uniform.js';

/** A variable with more values than this would split a layer into too many parts. */
const MOST_VALUES = 64;

/**
 * The variable that says what a layer is doing, if there is one: of the uniform categoricals the one that most tables ask for.
 * The processing step of a state machine is such a variable. It is known before the layer is run, so it is no output of one of its heads.
 */
export function controlVariable({ heads, updates }: Layer, find: (name: string) => EncodedVariable): EncodedVariable | undefined {
	const counts = new Map<EncodedVariable, number>();
	const outputs = new Set(heads.map((head) => head.output));
	const mayControl = ({ name, uniform, variable, missing }: EncodedVariable): boolean =>
		uniform && variable.kind === 'categorical' && missing <= MOST_VALUES && !outputs.has(name);
	for (const update of updates) {
		const reads = 'linear' in update ? [] : readsOf(update).map(find);
		for (const read of reads.filter(mayControl)) counts.set(read, (counts.get(read) ?? 0) + 1);
	}
	let control: EncodedVariable | undefined;
	for (const [variable, count] of counts) {
		if (count > 1 && count > (control === undefined ? 0 : (counts.get(control) ?? 0))) control = variable;
	}
	return control;
}

/** A part of a layer: some of its heads, and of its updates what may happen. */
export interface LayerPart {
	readonly heads: readonly Head[];
	readonly updates: readonly UpdatePart[];
}

/** An update with some of the rows that it has in its layer. */
export interface UpdatePart {
	readonly update: Update;
	/** Its index in the layer. */
	readonly index: number;
	/** What index each row has in the whole table; for a linear map there are none. */
	readonly rows: readonly number[];
}

/** All of a layer. */
export function wholeLayer({ heads, updates }: Layer): LayerPart {
	return { heads, updates: updates.map((update, index) => ({ update, index, rows: 'linear' in update ? [] : [...update.rows.keys()] })) };
}

/**
 * What remains of a layer while a categorical variable holds a value: rows that ask for another are left out, and with them tables that
 * have none left, and heads whose output nobody reads and nobody keeps.
 */
export function layerWhere({ heads, updates }: Layer, variable: string, value: Value): LayerPart {
	const parts = updates.flatMap((update, index) => updateWhere(update, index, variable, value));
	const read = new Set(parts.flatMap(({ update }) => readsOf(update)));
	return { heads: heads.filter((head) => head.keep || read.has(head.output)), updates: parts };
}

function updateWhere(update: Update, index: number, variable: string, value: Value): readonly UpdatePart[] {
	if ('linear' in update) return [{ update, index, rows: [] }];
	const left = update.rows.flatMap((row, place) => rowWhere(row, variable, value).map((each) => ({ row: each, place })));
	if (left.length === 0) return [];
	return [{ update: { ...update, rows: left.map(({ row }) => row) }, index, rows: left.map(({ place }) => place) }];
}

function rowWhere(row: Row, variable: string, value: Value): readonly Row[] {
	if (!Object.hasOwn(row.when, variable)) return [row];
	if (row.when[variable]?.includes(value) !== true) return [];
	return [{ ...row, when: Object.fromEntries(Object.entries(row.when).filter(([name]) => name !== variable)) }];
}
