import { type Changes, clearChanges, countOf, noteChange } from './changes.js';
import { type LinearLayer, type LinearPlaces, sumOutput, sumRow } from './linear-layer.js';

/** Where a linear step reads and writes, in one run. */
export interface DeltaLinear {
	readonly layer: LinearLayer;
	readonly places: LinearPlaces;
	/** What changed in x since the step last ran. */
	readonly from: Changes;
	/** What it changes in its output. */
	readonly to: Changes;
}

/**
 * Brings the output of a linear step up to date.
 *
 * Only outputs that a changed input reaches can have changed. Each of them is computed anew as a whole, with the additions of a full evaluation
 * in their order, so that the output is the same bit for bit. Where that would take more products than the whole row, the whole row it is.
 */
export function updateLinear(step: DeltaLinear, f32: Float32Array, i32: Int32Array): void {
	const { from, to } = step;
	clearChanges(to, i32);
	const count = from.all ? from.rows : from.changedRows;
	for (let index = 0; index < count; index++) {
		const row = from.all ? index : (i32[from.changed + index] ?? 0);
		const reached = from.all ? -1 : reachedBy(step, i32, row);
		if (reached === -1) updateRow(step, f32, i32, row);
		else updateOutputs(step, f32, i32, row, reached);
	}
}

/** Lists the outputs that changes of a row reach and returns how many there are; −1 where computing the row is as cheap. */
function reachedBy({ layer, from }: DeltaLinear, i32: Int32Array, row: number): number {
	const changed = countOf(from, i32, row);
	if (changed === -1) return -1;
	const { reached, reachedOutputs, byRows, byColumns } = layer;
	const { rowStarts, columns } = byRows;
	const { starts } = byColumns;
	const work = ++layer.work;
	const list = from.lists + row * from.capacity;
	let count = 0;
	let products = 0;
	for (let index = 0; index < changed; index++) {
		const input = i32[list + index] ?? 0;
		const end = rowStarts[input + 1] ?? 0;
		for (let entry = rowStarts[input] ?? 0; entry < end; entry++) {
			const output = columns[entry] ?? 0;
			if (reached[output] === work) continue;
			reached[output] = work;
			reachedOutputs[count++] = output;
			products += (starts[output + 1] ?? 0) - (starts[output] ?? 0);
		}
	}
	return products > layer.inputs + 2 * layer.outputs ? -1 : count;
}

function updateRow({ layer, places, to }: DeltaLinear, f32: Float32Array, i32: Int32Array, row: number): void {
	const { outputs, sums, activate } = layer;
	sumRow(layer, f32, places, row);
	const start = places.out + row * outputs;
	for (let output = 0; output < outputs; output++) {
		const before = i32[start + output];
		f32[start + output] = activate(sums[output] ?? 0);
		if (i32[start + output] !== before) noteChange(to, i32, row, output);
	}
}

function updateOutputs({ layer, places, to }: DeltaLinear, f32: Float32Array, i32: Int32Array, row: number, count: number): void {
	const { reachedOutputs, activate } = layer;
	const start = places.out + row * layer.outputs;
	for (let index = 0; index < count; index++) {
		const output = reachedOutputs[index] ?? 0;
		const before = i32[start + output];
		f32[start + output] = activate(sumOutput(layer, f32, places, row, output));
		if (i32[start + output] !== before) noteChange(to, i32, row, output);
	}
}
