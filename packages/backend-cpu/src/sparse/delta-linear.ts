import type { LinearOp } from '@alta-ts/tensor';
import type { Pass, Run } from '../runner.js';
import { activate } from './activate.js';
import { type Changes, clearChanges, countOf, isAlike, noteChange, noteColumn, wholeColumn } from './changes.js';
import { placesOf, writeRow } from './linear.js';
import { type LinearLayer, type LinearPlaces, sumRow } from './linear-layer.js';
import { createReach, nextReach, type Reach, reachFrom, reachOutputs } from './reach.js';
import {
	createUniformRoom,
	findUniformColumns,
	setUniform,
	type UniformColumns,
	type UniformRoom,
	updateUniformColumn,
} from './uniform-columns.js';

/** A linear step in one run. */
interface DeltaLinear {
	readonly layer: LinearLayer;
	readonly places: LinearPlaces;
	readonly rows: number;
	/** What changed in x since the step last ran. */
	readonly from: Changes;
	/** What it changes in its output. */
	readonly to: Changes;
	readonly uniform: UniformColumns;
	/** The inputs that changed in any row, and the outputs they reach. */
	readonly anywhere: Reach;
	/** The outputs that the changes of one row reach. */
	readonly inRow: Reach;
	/** Whether zeros may be added like any other product. */
	readonly plain: boolean;
}

/** What a linear step works in; the runs of an executable use it one after the other. */
export interface LinearRoom extends UniformRoom {
	readonly anywhere: Reach;
	readonly inRow: Reach;
}

/** Room for a layer. */
export function createLinearRoom(layer: LinearLayer): LinearRoom {
	return { ...createUniformRoom(layer), anywhere: createReach(layer), inRow: createReach(layer) };
}

/** Begins a linear step: its first pass computes all rows, the others what changed. */
export function beginDeltaLinear(op: LinearOp, layer: LinearLayer, room: LinearRoom, run: Run, from: Changes, to: Changes): Pass {
	const { memory } = run;
	const places = placesOf(op, run);
	const [rows = 0] = run.shape(op.x);
	let step: DeltaLinear | undefined;
	return () => {
		const { f32, i32 } = memory;
		if (step !== undefined) {
			updateLinear(step, f32, i32);
			return;
		}
		const uniform = findUniformColumns(layer, room, i32, places.x, rows);
		step = { layer, places, rows, from, to, uniform, anywhere: room.anywhere, inRow: room.inRow, plain: isPlain(layer, f32, places.bias) };
		beginRows(step, f32);
	};
}

/** Computes all rows: the first as a whole, in the others only the outputs that may differ from it, where those are few. */
function beginRows(step: DeltaLinear, f32: Float32Array): void {
	const { layer, places, rows, uniform, inRow } = step;
	if (rows > 0) writeRow(layer, f32, places, 0);
	nextReach(inRow);
	for (let input = 0; input < layer.inputs; input++) if (uniform.differs[input] === 1) reachFrom(inRow, layer, input, undefined);
	const whole = costsMore(inRow, layer);
	for (let row = 1; row < rows; row++) {
		if (whole) {
			writeRow(layer, f32, places, row);
			continue;
		}
		const start = places.out + row * layer.outputs;
		f32.copyWithin(start, places.out, places.out + layer.outputs);
		for (let index = 0; index < inRow.outputCount; index++) {
			const output = inRow.outputs[index] ?? 0;
			f32[start + output] = activate(layer.activation, sumOutput(step, f32, row, output));
		}
	}
}

/** Whether computing these outputs takes longer than a whole row. */
function costsMore({ products }: Reach, { inputs, outputs }: LinearLayer): boolean {
	return products > inputs + 2 * outputs;
}

/** A product of zero changes no sum, unless the weight is not finite, or the sum is −0, which it can only be where the bias is. */
function isPlain({ byRows, outputs }: LinearLayer, f32: Float32Array, bias: number | undefined): boolean {
	if (bias !== undefined) for (let output = 0; output < outputs; output++) if (Object.is(f32[bias + output], -0)) return false;
	return byRows.values.every(Number.isFinite);
}

/**
 * Brings the output of a linear step up to date.
 *
 * Only outputs that a changed input reaches can have changed. Each of them is computed anew as a whole, with the additions of a full evaluation
 * in their order, so that the output is the same bit for bit. An output all of whose inputs are the same in all rows is computed once for all of
 * them. Where the outputs of a row would take more products than the whole row, the whole row it is.
 */
function updateLinear(step: DeltaLinear, f32: Float32Array, i32: Int32Array): void {
	const { from, to } = step;
	clearChanges(to, i32);
	updateUniform(step, f32, i32);
	if (from.wholeColumns > 0) updateAllRows(step, f32, i32);
	const { inRow, uniform, layer } = step;
	nextReach(inRow);
	let last = 0;
	let lastCount = -1;
	for (let index = 0; index < from.changedRows; index++) {
		const row = i32[from.changed + index] ?? 0;
		const changed = countOf(from, i32, row);
		if (changed === -1) {
			updateRow(step, f32, i32, row);
			continue;
		}
		// Rows often have the same changes one after the other.
		const list = from.lists + row * from.capacity;
		if (changed !== lastCount || !sameColumns(i32, list, last, changed)) {
			nextReach(inRow);
			for (let each = 0; each < changed; each++) reachFrom(inRow, layer, i32[list + each] ?? 0, uniform.mixed);
			last = list;
			lastCount = changed;
		}
		if (costsMore(inRow, layer)) updateRow(step, f32, i32, row);
		else updateOutputs(step, f32, i32, row);
	}
}

/** Brings outputs up to date that differ between rows and that columns reach which may have changed in all of them. */
function updateAllRows(step: DeltaLinear, f32: Float32Array, i32: Int32Array): void {
	const { from, inRow, layer, uniform, rows } = step;
	nextReach(inRow);
	for (let index = 0; index < from.wholeColumns; index++) reachFrom(inRow, layer, wholeColumn(from, i32, index), uniform.mixed);
	if (inRow.outputCount === 0) return;
	const whole = costsMore(inRow, layer);
	for (let row = 0; row < rows; row++) {
		if (whole) updateRow(step, f32, i32, row);
		else updateOutputs(step, f32, i32, row);
	}
}

/** Finds which inputs are the same in all rows now, and brings outputs that depend on nothing else up to date. */
function updateUniform(step: DeltaLinear, f32: Float32Array, i32: Int32Array): void {
	const { from, anywhere, layer, uniform } = step;
	nextReach(anywhere);
	let last = 0;
	let lastCount = -1;
	let all = false;
	for (let index = 0; index < from.wholeColumns; index++) {
		const input = wholeColumn(from, i32, index);
		if (isAlike(from, i32, index)) {
			setUniform(uniform, layer, input);
			reachOutputs(anywhere, layer, input, undefined);
		} else reachFrom(anywhere, layer, input, undefined);
	}
	for (let index = 0; index < from.changedRows && !all; index++) {
		const row = i32[from.changed + index] ?? 0;
		const changed = countOf(from, i32, row);
		const list = from.lists + row * from.capacity;
		if (changed === -1) all = true;
		else if (changed !== lastCount || !sameColumns(i32, list, last, changed)) {
			for (let each = 0; each < changed; each++) reachFrom(anywhere, layer, i32[list + each] ?? 0, undefined);
			last = list;
			lastCount = changed;
		}
	}
	if (all) for (let input = 0; input < layer.inputs; input++) reachFrom(anywhere, layer, input, undefined);
	for (let index = 0; index < anywhere.inputCount; index++) updateUniformColumn(uniform, layer, i32, anywhere.inputs[index] ?? 0);
	for (let index = 0; index < anywhere.outputCount; index++) {
		const output = anywhere.outputs[index] ?? 0;
		if (uniform.mixed[output] === 0) updateColumn(step, f32, i32, output);
	}
}

function sameColumns(i32: Int32Array, a: number, b: number, count: number): boolean {
	for (let index = 0; index < count; index++) if (i32[a + index] !== i32[b + index]) return false;
	return true;
}

/** Writes an output that is the same in all rows. */
function updateColumn(step: DeltaLinear, f32: Float32Array, i32: Int32Array, output: number): void {
	const { layer, places, rows, to, uniform } = step;
	const value = activate(layer.activation, sumOutput(step, f32, 0, output));
	const before = i32[places.out + output];
	f32[places.out + output] = value;
	let changed = i32[places.out + output] !== before;
	if (uniform.together[output] === 1 && !changed) return;
	uniform.together[output] = 1;
	for (let row = 1; row < rows; row++) {
		const place = places.out + row * layer.outputs + output;
		const old = i32[place];
		f32[place] = value;
		if (i32[place] !== old) changed = true;
	}
	if (changed) noteColumn(to, i32, output, true);
}

function updateRow({ layer, places, to }: DeltaLinear, f32: Float32Array, i32: Int32Array, row: number): void {
	const { outputs, sums, activation } = layer;
	sumRow(layer, f32, places, row);
	for (let output = 0; output < outputs; output++)
		write(f32, i32, places.out, outputs, row, output, activate(activation, sums[output] ?? 0), to);
}

function updateOutputs(step: DeltaLinear, f32: Float32Array, i32: Int32Array, row: number): void {
	const { inRow, layer, places, to } = step;
	const { activation, outputs } = layer;
	for (let index = 0; index < inRow.outputCount; index++) {
		const output = inRow.outputs[index] ?? 0;
		write(f32, i32, places.out, outputs, row, output, activate(activation, sumOutput(step, f32, row, output)), to);
	}
}

/** A sum of so many products is faster when zeros are left out: each addition waits for the one before. */
const LONG_SUM = 12;

function sumOutput({ layer, places, plain }: DeltaLinear, f32: Float32Array, row: number, output: number): number {
	const { starts, rows, values } = layer.byColumns;
	const x = places.x + row * layer.inputs;
	const start = starts[output] ?? 0;
	const end = starts[output + 1] ?? 0;
	let sum = places.bias === undefined ? 0 : (f32[places.bias + output] ?? 0);
	if (plain && end - start < LONG_SUM) {
		for (let entry = start; entry < end; entry++) sum += (f32[x + (rows[entry] ?? 0)] ?? 0) * (values[entry] ?? 0);
		return sum;
	}
	for (let entry = start; entry < end; entry++) {
		const factor = f32[x + (rows[entry] ?? 0)] ?? 0;
		if (factor !== 0) sum += factor * (values[entry] ?? 0);
	}
	return sum;
}

function write(
	f32: Float32Array,
	i32: Int32Array,
	out: number,
	outputs: number,
	row: number,
	output: number,
	value: number,
	to: Changes,
): void {
	const place = out + row * outputs + output;
	const before = i32[place];
	f32[place] = value;
	if (i32[place] !== before) noteChange(to, i32, row, output);
}
