import type { LinearLayer } from './linear-layer.js';

/**
 * Which inputs of a linear layer are the same in all rows, and so which outputs must be: much of what a looped program keeps is the same at every
 * position, and is to be computed once.
 */
export interface UniformColumns extends UniformRoom {
	readonly x: number;
	readonly rows: number;
}

/** What is kept of a layer's inputs and outputs. */
export interface UniformRoom {
	/** 1 for each input that differs between rows. */
	readonly differs: Uint8Array;
	/** For each output how many of its inputs differ between rows. */
	readonly mixed: Int32Array;
	/** 1 for each output of which all rows were written together, and no input has differed between rows since. */
	readonly together: Uint8Array;
}

/** Room for a layer. */
export function createUniformRoom({ inputs, outputs }: LinearLayer): UniformRoom {
	return { differs: new Uint8Array(inputs), mixed: new Int32Array(outputs), together: new Uint8Array(outputs) };
}

/** Looks at all inputs. `x` is where the rows begin. What was in the room is forgotten. */
export function findUniformColumns(layer: LinearLayer, room: UniformRoom, i32: Int32Array, x: number, rows: number): UniformColumns {
	const uniform = { ...room, x, rows };
	for (const array of [room.differs, room.mixed, room.together]) array.fill(0);
	for (let row = 1; row < rows; row++) {
		const start = x + row * layer.inputs;
		for (let input = 0; input < layer.inputs; input++) {
			if (i32[start + input] !== i32[x + input] && uniform.differs[input] === 0) setDiffers(uniform, layer, input, 1);
		}
	}
	return uniform;
}

/** Looks at an input again that has changed somewhere. */
export function updateUniformColumn(uniform: UniformColumns, layer: LinearLayer, i32: Int32Array, input: number): void {
	const differs = columnDiffers(i32, uniform.x + input, layer.inputs, uniform.rows) ? 1 : 0;
	if (differs !== uniform.differs[input]) setDiffers(uniform, layer, input, differs);
}

/** Notes that an input is the same in all rows. */
export function setUniform(uniform: UniformColumns, layer: LinearLayer, input: number): void {
	if (uniform.differs[input] === 1) setDiffers(uniform, layer, input, 0);
}

function setDiffers({ differs, mixed, together }: UniformColumns, { byRows }: LinearLayer, input: number, now: 0 | 1): void {
	differs[input] = now;
	const step = now === 1 ? 1 : -1;
	const end = byRows.rowStarts[input + 1] ?? 0;
	for (let entry = byRows.rowStarts[input] ?? 0; entry < end; entry++) {
		const output = byRows.columns[entry] ?? 0;
		mixed[output] = (mixed[output] ?? 0) + step;
		if (now === 1) together[output] = 0;
	}
}

function columnDiffers(i32: Int32Array, first: number, stride: number, rows: number): boolean {
	const value = i32[first];
	for (let row = 1; row < rows; row++) if (i32[first + row * stride] !== value) return true;
	return false;
}
