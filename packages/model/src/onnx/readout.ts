import type { Pool } from '../config.js';
import type { ExportContext } from './export-context.js';
import { addNode, cast, integer, integers, truth, unsqueeze, type ValueName } from './graph-draft.js';
import { addLinear } from './linear.js';
import type { OnnxValue } from './onnx-file.js';

/** Above this a coordinate that says yes or no says yes. */
const HALF = 0.5;

/** The read-out as columns, one row an answer. */
interface Columns {
	/** [batch, length, columns], or [batch, columns] where the read-out is pooled. */
	readonly values: ValueName;
	readonly count: number;
	/** bool [batch, length] or [batch]: whether there is something to read. */
	readonly there: ValueName;
	/** Shape of the answers: batch and length, or batch alone. */
	readonly shape: readonly string[];
}

/**
 * Writes down the answer: the outputs `output` and `defined`, and `logits` where it is a class.
 *
 * @param residual the residual stream after the last layer, at the positions of the input.
 * @returns these outputs.
 */
export function addReadout(context: ExportContext, residual: ValueName): OnnxValue[] {
	const { main, weights, model } = context;
	const { readout } = model.config;
	const columns = addColumns(context, residual);
	switch (readout.kind) {
		case 'classes':
			return addClasses(context, columns, readout.classes);
		case 'number': {
			const number = addColumnAt(context, columns, 'output.number', 0);
			addNode(main, 'Where', 'output', [columns.there, number, weights.number(main, 0)]);
			addDefined(context, columns, columns.count > 1 ? 1 : undefined);
			return [{ name: 'output', type: weights.type, shape: columns.shape }, definedValue(columns)];
		}
		case 'set': {
			const members = readout.members.length;
			const own = addNode(main, 'Slice', 'output.members', [
				columns.values,
				integers(main, [0]),
				integers(main, [members]),
				integers(main, [-1]),
			]);
			const above = addNode(main, 'Greater', 'output.above', [own, weights.number(main, HALF)]);
			addNode(main, 'And', 'output', [above, unsqueeze(main, 'output.there', columns.there, [-1])]);
			addDefined(context, columns, columns.count > members ? members : undefined);
			return [{ name: 'output', type: 'bool', shape: [...columns.shape, members] }, definedValue(columns)];
		}
	}
}

function definedValue({ shape }: Columns): OnnxValue {
	return { name: 'defined', type: 'bool', shape };
}

function addColumns(context: ExportContext, residual: ValueName): Columns {
	const { main, weights, model, frame } = context;
	const { readout, input } = model.config;
	const tied = readout.kind === 'classes' && readout.tied;
	const weight = tied
		? addNode(main, 'Transpose', 'readout.tied', [weights.tensor(main, 'embedding.token')], { perm: [1, 0] })
		: weights.tensor(main, 'readout.weight');
	const each = addLinear(main, 'readout', residual, weight, weights.optional(main, 'readout.bias'));
	const count = tied && input.kind === 'tokens' ? input.tokens.length : (model.tensors['readout.weight']?.shape[1] ?? 0);
	if (readout.pool !== 'none') return { ...addPooled(context, readout.pool, each), count, shape: ['batch'] };
	return { values: each, count, there: frame.own.valid, shape: ['batch', 'length'] };
}

function addPooled(
	{ main, weights, frame: { own } }: ExportContext,
	pool: Exclude<Pool, 'none'>,
	each: ValueName,
): Pick<Columns, 'values' | 'there'> {
	const zero = weights.number(main, 0);
	const sum = (label: string, rows: ValueName): ValueName =>
		addNode(main, 'ReduceSum', label, [addNode(main, 'Where', `${label}.rows`, [rows, each, zero]), integers(main, [1])], { keepdims: 0 });
	if (pool === 'mean') {
		const length = addNode(main, 'Max', 'pool.divisor', [own.lengths, integer(main, 1)]);
		const divisor = unsqueeze(main, 'pool.column', cast(main, 'pool.length', length, weights.type), [1]);
		const values = addNode(main, 'Div', 'pool', [sum('pool.sum', own.validRows), divisor]);
		return { values, there: addNode(main, 'Greater', 'readout.there', [own.lengths, integer(main, 0)]) };
	}
	const here = addNode(main, 'Equal', 'pool.position', [own.positions, integer(main, pool.position)]);
	const row = addNode(main, 'And', 'pool.row', [unsqueeze(main, 'pool.position.rows', here, [0, 2]), own.validRows]);
	return { values: sum('pool', row), there: addNode(main, 'Greater', 'readout.there', [own.lengths, integer(main, pool.position)]) };
}

function addClasses({ main, weights }: ExportContext, columns: Columns, classes: readonly unknown[]): OnnxValue[] {
	addNode(main, 'Identity', 'logits', [columns.values]);
	const best = addNode(main, 'ArgMax', 'output.best', [columns.values], { axis: -1, keepdims: 0 });
	addNode(main, 'Where', 'output', [columns.there, best, integer(main, -1)]);
	const defined = Uint8Array.from(classes, (each) => (each === null ? 0 : 1));
	const known = main.initialisers;
	known.set('defined.classes', { name: 'defined.classes', type: 'bool', shape: [classes.length], data: defined });
	addNode(main, 'And', 'defined', [columns.there, addNode(main, 'Gather', 'defined.class', ['defined.classes', best])]);
	return [
		{ name: 'logits', type: weights.type, shape: [...columns.shape, columns.count] },
		{ name: 'output', type: 'int64', shape: columns.shape },
		definedValue(columns),
	];
}

/** Defined is what is there and, where a column says so, above one half in it. */
function addDefined(context: ExportContext, columns: Columns, column: number | undefined): void {
	const { main, weights } = context;
	const says =
		column === undefined
			? truth(main, true)
			: addNode(main, 'Greater', 'defined.above', [addColumnAt(context, columns, 'defined.number', column), weights.number(main, HALF)]);
	addNode(main, 'And', 'defined', [columns.there, says]);
}

function addColumnAt({ main }: ExportContext, { values }: Columns, label: string, column: number): ValueName {
	return addNode(main, 'Gather', label, [values, integer(main, column)], { axis: -1 });
}

/** Behind every end. */
const LAST = 2 ** 31 - 1;

/** The residual stream at the positions of the input, without that of a sink. */
export function addOwnRows({ main, model: { config } }: ExportContext, residual: ValueName): ValueName {
	if (config.input.kind !== 'tokens' || config.input.sink === undefined) return residual;
	return addNode(main, 'Slice', 'readout.rows', [residual, integers(main, [1]), integers(main, [LAST]), integers(main, [1])]);
}
