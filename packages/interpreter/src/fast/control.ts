import type { Layer, Row, TableUpdate, Update, Value } from '@alta-ts/core';
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

/**
 * What remains of a layer while a categorical variable holds a value: rows that ask for another are left out, and with them tables that
 * have none left, and heads whose output nobody reads and nobody keeps.
 */
export function layerWhere(layer: Layer, variable: string, value: Value): Layer {
	const updates = layer.updates.flatMap((update): readonly Update[] => {
		if ('linear' in update) return [update];
		const rows = update.rows.flatMap((row) => rowWhere(row, variable, value));
		return rows.length === 0 ? [] : [{ ...update, rows } satisfies TableUpdate];
	});
	const read = new Set(updates.flatMap(readsOf));
	return { heads: layer.heads.filter((head) => head.keep || read.has(head.output)), updates };
}

function rowWhere(row: Row, variable: string, value: Value): readonly Row[] {
	if (!Object.hasOwn(row.when, variable)) return [row];
	if (row.when[variable]?.includes(value) !== true) return [];
	return [{ ...row, when: Object.fromEntries(Object.entries(row.when).filter(([name]) => name !== variable)) }];
}
