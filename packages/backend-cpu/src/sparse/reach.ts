import type { LinearLayer } from './linear-layer.js';

/** Some inputs of a linear layer, and the outputs they reach, each listed once. */
export interface Reach {
	readonly inputs: Int32Array;
	inputCount: number;
	readonly outputs: Int32Array;
	outputCount: number;
	/** How many products the sums of these outputs have. */
	products: number;
	/** For each input and output the work in which it was last listed. */
	readonly inputWork: Int32Array;
	readonly outputWork: Int32Array;
	work: number;
}

/** The largest i32. */
const MOST_WORK = 2 ** 31 - 1;

/** Room for a reach within a layer. */
export function createReach({ inputs, outputs }: LinearLayer): Reach {
	return {
		inputs: new Int32Array(inputs),
		inputCount: 0,
		outputs: new Int32Array(outputs),
		outputCount: 0,
		products: 0,
		inputWork: new Int32Array(inputs),
		outputWork: new Int32Array(outputs),
		work: 0,
	};
}

/** Begins with nothing. */
export function nextReach(reach: Reach): void {
	if (reach.work === MOST_WORK) {
		reach.inputWork.fill(0);
		reach.outputWork.fill(0);
		reach.work = 0;
	}
	reach.work++;
	reach.inputCount = 0;
	reach.outputCount = 0;
	reach.products = 0;
}

/** Lists an input and the outputs it reaches; with `only`, those for which it is not 0. */
export function reachFrom(reach: Reach, layer: LinearLayer, input: number, only: Int32Array | undefined): void {
	if (reach.inputWork[input] === reach.work) return;
	reach.inputWork[input] = reach.work;
	reach.inputs[reach.inputCount++] = input;
	reachOutputs(reach, layer, input, only);
}

/** Lists the outputs that an input reaches, as {@link reachFrom}, but not the input. */
export function reachOutputs(reach: Reach, { byRows, byColumns }: LinearLayer, input: number, only: Int32Array | undefined): void {
	const { work, outputWork, outputs } = reach;
	const end = byRows.rowStarts[input + 1] ?? 0;
	for (let entry = byRows.rowStarts[input] ?? 0; entry < end; entry++) {
		const output = byRows.columns[entry] ?? 0;
		if (outputWork[output] === work || only?.[output] === 0) continue;
		outputWork[output] = work;
		outputs[reach.outputCount++] = output;
		reach.products += (byColumns.starts[output + 1] ?? 0) - (byColumns.starts[output] ?? 0);
	}
}
