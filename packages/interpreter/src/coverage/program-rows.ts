import { type Layer, type Program, showValue, type Value } from '@alta-ts/core';

/**
 * A row as analyses count it: one of a table, or one that erases. Each transient head has an erasing row for every value its output can
 * have, which fires where the head has written that value. ALTA's reference has these rows too, as its *reset rules*.
 */
export type ProgramRow = TableRow | ErasingRow;

/** Where a row is: indices of the stage and of the layer in that. */
export interface RowPlace {
	readonly stage: number;
	readonly layer: number;
}

/** A row of a table; `update` is the index of the table in its layer, `row` that of the row in the table. */
export interface TableRow extends RowPlace {
	readonly kind: 'table';
	readonly update: number;
	readonly row: number;
	readonly writes: string;
	readonly when: Readonly<Record<string, readonly Value[]>>;
	readonly value: Value;
}

/** Makes a head's output undefined again where it is `value`; for a number, where it is in the bucket with that centre. */
export interface ErasingRow extends RowPlace {
	readonly kind: 'erasing';
	readonly variable: string;
	readonly value: Value;
}

/**
 * All rows of a program, in order of layers: those of its tables, then the erasing rows of its transient heads. The output of a head that
 * is a number without listed `values` has none.
 */
export function programRows(program: Program): readonly ProgramRow[] {
	return program.stages.flatMap(({ layers }, stage) =>
		layers.flatMap((layer, index) => [
			...tableRows(layer, { stage, layer: index }),
			...erasingRows(program, layer, { stage, layer: index }),
		]),
	);
}

function tableRows({ updates }: Layer, place: RowPlace): readonly TableRow[] {
	return updates.flatMap((update, index) =>
		'linear' in update
			? []
			: update.rows.map(
					({ when, value }, row): TableRow => ({ kind: 'table', ...place, update: index, row, writes: update.writes, when, value }),
				),
	);
}

function erasingRows({ variables }: Program, { heads }: Layer, place: RowPlace): readonly ErasingRow[] {
	return heads.flatMap(({ keep, output }) => {
		const values: readonly Value[] = variables.find(({ name }) => name === output)?.values ?? [];
		return keep ? [] : values.map((value): ErasingRow => ({ kind: 'erasing', ...place, variable: output, value }));
	});
}

/** More values than this are not all shown. */
const SHOWN_VALUES = 8;

/**
 * A row as text: what it writes, and when.
 *
 * @example
 * ```ts
 * import { showRow } from '@alta-ts/interpreter';
 * const row = { kind: 'table', stage: 0, layer: 0, update: 0, row: 0, writes: 'done', when: { done: [false], left: ['x', 'y'] }, value: true } as const;
 * showRow(row) // => 'done ← true where done = false, left in {"x", "y"}'
 * ```
 */
export function showRow(row: ProgramRow): string {
	if (row.kind === 'erasing') return `${row.variable} ← undefined where ${row.variable} = ${showValue(row.value)}`;
	const conditions = Object.entries(row.when).map(([name, values]) => `${name} ${showValues(values)}`);
	return `${row.writes} ← ${showValue(row.value)}${conditions.length === 0 ? '' : ` where ${conditions.join(', ')}`}`;
}

function showValues(values: readonly Value[]): string {
	const [first] = values;
	if (values.length === 1) return `= ${showValue(first)}`;
	const shown = values.slice(0, SHOWN_VALUES).map(showValue).join(', ');
	return `in {${shown}${values.length > SHOWN_VALUES ? `, … ${values.length} values` : ''}}`;
}
