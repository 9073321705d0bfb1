import type { LayerTrace, Program, Value } from '@alta-ts/core';
import { sameValue } from '@alta-ts/core';
import { createInterpreter, type Run } from '@alta-ts/interpreter';
import { blockOf, layoutWidth, type Model, type StageConfig, type TensorDType } from '@alta-ts/model';
import type { Backend } from '@alta-ts/tensor';
import { type Activation, createTransformer, dtypeOf, type Transformer, type TransformerRun } from '@alta-ts/transformer';
import type { StateComparer } from './compare-state.js';
import { stateComparer } from './compare-state.js';
import type { Difference, VerifyReport } from './report.js';
import { jsonValue } from './report.js';
import { isResidual } from './trace-model.js';

/** How a verification is done. */
export interface VerifyOptions {
	readonly backend: Backend;
	/** The arithmetic on the backend; by default that of the model. */
	readonly dtype?: TensorDType;
	/** At most this many layers an input. */
	readonly maxLayers?: number;
	/** How many inputs run together; by default 16, and fewer where their residual streams are large: a batch runs as long as its longest input. */
	readonly batchSize?: number;
	/** Called after every batch with the number of inputs done. */
	readonly onProgress?: (done: number) => void;
}

/** The residual in f64 on the reference backend must equal the encoded state to this, unless its numbers are so large that they are rounded more. */
const EXACT_TOLERANCE = 1e-9;

/**
 * Runs a program on symbols and its weights on a backend, and compares every variable at every position after every sublayer: decoded symbols
 * and numbers, then what came out and after how many layers.
 *
 * Weights whose loops are unrolled make their passes where the program has halted already. That is no difference as long as the same comes
 * out; too few passes are one.
 *
 * Numbers must agree to 1e-9 in f64 on the reference backend, else (and where that is more) to the tolerance the model's certificate states.
 *
 * @param program what the model was compiled from.
 * @param inputs tokens of each input. They are taken as they are needed, so that a generator may give more than memory holds.
 * @throws AltaError for inputs that the program or the model refuses.
 */
export async function verify(
	program: Program,
	model: Model,
	inputs: Iterable<readonly string[]>,
	options: VerifyOptions,
): Promise<VerifyReport> {
	const { backend } = options;
	const transformer = await createTransformer(model, backend, options.dtype === undefined ? {} : { dtype: options.dtype });
	const tolerance = toleranceOf(model, options);
	const job: Job = {
		program,
		interpreter: createInterpreter(program),
		transformer,
		comparer: stateComparer(model.layout, tolerance, options.dtype ?? dtypeOf(model)),
		tolerance,
		isUnrolled: hasUnrolledLoops(program, model),
		options,
	};
	const sums = { inputs: 0, stopped: 0, layers: 0, compared: 0, differences: 0 };
	const stoppedOn: (readonly string[])[] = [];
	let first: Difference | null = null;
	try {
		for (const batch of batches(model, inputs, options.batchSize)) {
			for (const [index, result] of (await compareBatch(job, batch, sums.inputs)).entries()) {
				sums.inputs++;
				if (!result.halted) {
					sums.stopped++;
					if (stoppedOn.length < SHOWN_STOPPED) stoppedOn.push(batch[index] ?? []);
				}
				sums.layers += result.layers;
				sums.compared += result.compared;
				sums.differences += result.differences;
				first ??= result.first;
			}
			options.onProgress?.(sums.inputs);
		}
	} finally {
		transformer.dispose();
	}
	return {
		program: program.name,
		...sums,
		stoppedOn,
		first,
		notStored: program.variables.flatMap(({ name }) => (blockOf(model.layout, name) === undefined ? [name] : [])),
		tolerance,
	};
}

/** So many inputs that did not halt are kept for the report. */
const SHOWN_STOPPED = 3;

/** The most inputs that run together by default, and the most numbers of their residual streams. */
const MOST_INPUTS = 16;
const MOST_NUMBERS = 2 ** 18;

/** Groups inputs into batches of this size, or by how large their residual streams are. */
function* batches(
	{ layout }: Model,
	inputs: Iterable<readonly string[]>,
	size: number | undefined,
): Generator<readonly (readonly string[])[]> {
	const width = layoutWidth(layout);
	let batch: (readonly string[])[] = [];
	let longest = 1;
	const isFull = (tokens: readonly string[]): boolean => {
		if (size !== undefined) return batch.length >= size;
		return batch.length >= MOST_INPUTS || (batch.length + 1) * Math.max(longest, tokens.length) * width > MOST_NUMBERS;
	};
	for (const tokens of inputs) {
		if (batch.length > 0 && isFull(tokens)) {
			yield batch;
			[batch, longest] = [[], 1];
		}
		batch.push(tokens);
		longest = Math.max(longest, tokens.length);
	}
	if (batch.length > 0) yield batch;
}

interface Job {
	readonly program: Program;
	readonly interpreter: ReturnType<typeof createInterpreter>;
	readonly transformer: Transformer;
	readonly comparer: StateComparer;
	readonly tolerance: number;
	readonly isUnrolled: boolean;
	readonly options: VerifyOptions;
}

interface InputResult {
	compared: number;
	differences: number;
	first: Difference | null;
	readonly layers: number;
	readonly halted: boolean;
}

function toleranceOf(model: Model, { backend, dtype }: VerifyOptions): number {
	const stated = model.certificate?.tolerance ?? EXACT_TOLERANCE;
	const isDouble = dtype === undefined ? model.certificate?.dtype === 'f64' : dtype === 'f64' && model.certificate?.dtype === 'f64';
	return backend.name === 'reference' && isDouble ? Math.max(EXACT_TOLERANCE, stated) : stated;
}

async function compareBatch(job: Job, batch: readonly (readonly string[])[], start: number): Promise<readonly InputResult[]> {
	const limit = job.options.maxLayers === undefined ? {} : { maxLayers: job.options.maxLayers };
	const expected = batch.map((tokens) => traced(job, job.interpreter.run(tokens, { ...limit, trace: true })));
	const results = expected.map(
		({ run }): InputResult => ({ compared: 0, differences: 0, first: null, layers: run.layers, halted: run.halted }),
	);
	const hook = {
		name: isResidual,
		visit(activation: Activation): void {
			const [result, oracle] = [results[activation.sequence], expected[activation.sequence]];
			if (result !== undefined && oracle !== undefined) compareResidual(job, result, oracle, activation, start + activation.sequence);
		},
	};
	const runs = await job.transformer.run(batch, { maxLayers: layerLimit(job, expected), hooks: [hook] });
	runs.forEach((run, index) => {
		const [result, oracle] = [results[index], expected[index]];
		if (result !== undefined && oracle !== undefined) compareRuns(job, result, oracle.run, run, start + index);
	});
	return results;
}

/** Weights that have not halted one pass after the program need not run on: the difference is known. Unrolled ones end by themselves. */
function layerLimit({ transformer, isUnrolled, options }: Job, expected: readonly Oracle[]): number {
	const { stages } = transformer.model.config;
	if (isUnrolled) return Number.MAX_SAFE_INTEGER;
	const longest = Math.max(0, ...expected.map(({ run }) => run.layers));
	const pass = Math.max(0, ...stages.map(depthOf));
	return Math.min(options.maxLayers ?? Infinity, Math.max(1, longest + pass));
}

/** How many layers a pass of a stage has; blocks that continue a layer do not count. */
function depthOf({ layers }: StageConfig): number {
	return layers.filter((layer) => layer.continues !== true).length;
}

/** Whether all loops of the program are so many copies of their layers in the weights. */
function hasUnrolledLoops({ stages }: Program, { config }: Model): boolean {
	const isOnce = ({ repeat }: StageConfig): boolean => (typeof repeat === 'number' ? repeat : (repeat.atMost ?? Infinity)) <= 1;
	const hasCopies = config.stages.some((stage, index) => depthOf(stage) > (stages[index]?.layers.length ?? 0));
	return hasCopies && config.stages.every(isOnce);
}

/** A run of the interpreter, with its layers by the name they have in the weights. */
interface Oracle {
	readonly run: Run;
	readonly layers: ReadonlyMap<string, { readonly index: number; readonly trace: LayerTrace }>;
}

/** In the weights, passes of the program may be unrolled: the layers of a stage are the same ones in the same order, but passes are longer. */
function traced({ program, transformer }: Job, run: Run): Oracle {
	const layers = run.trace?.layers.map((trace, index) => {
		const { stage, pass, layer } = trace;
		const before = pass * (program.stages[stage]?.layers.length ?? 0) + layer;
		const depth = depthOf(transformer.model.config.stages[stage] ?? { layers: [], repeat: 0 });
		return [`stage.${stage}.loop.${Math.floor(before / depth)}.layer.${before % depth}`, { index, trace }] as const;
	});
	return { run, layers: new Map(layers) };
}

function compareResidual(job: Job, result: InputResult, oracle: Oracle, activation: Activation, input: number): void {
	const { trace } = oracle.run;
	if (trace === undefined) throw new Error('internal: the interpreter left no trace');
	const [layerName, sublayer] = splitName(activation.name);
	const layer = oracle.layers.get(layerName);
	// The weights ran a layer that the program did not: the comparison of the runs will say so.
	if (sublayer !== 'embedding' && layer === undefined) return;
	const state = layer === undefined ? trace.initial : sublayer === 'attention' ? layer.trace.afterAttention : layer.trace.afterUpdates;
	const comparison = job.comparer.compare(state, activation.data, sublayer === 'attention');
	result.compared += comparison.compared;
	result.differences += comparison.differences;
	if (comparison.first === null) return;
	const place = layer === undefined ? null : { stage: layer.trace.stage, pass: layer.trace.pass, layer: layer.trace.layer };
	result.first ??= { input, tokens: oracle.run.tokens, sublayer, layer: layer?.index ?? null, place, ...comparison.first };
}

function splitName(name: string): readonly [layer: string, sublayer: 'embedding' | 'attention' | 'updates'] {
	if (name === 'embedding') return ['', 'embedding'];
	const end = name.lastIndexOf('.');
	return [name.slice(0, end), name.endsWith('Attention') ? 'attention' : 'updates'];
}

function compareRuns(job: Job, result: InputResult, expected: Run, actual: TransformerRun, input: number): void {
	const differ = (variable: string, position: number | null, want: Value, got: Value): void => {
		result.differences++;
		result.first ??= {
			input,
			tokens: expected.tokens,
			sublayer: 'run',
			layer: null,
			place: null,
			position,
			variable,
			expected: jsonValue(want),
			actual: jsonValue(got),
			coordinate: null,
		};
	};
	const runsOn = job.isUnrolled && actual.layers > expected.layers;
	// The program was not let run as far as the weights: the input counts as one that did not halt.
	if (runsOn && !expected.halted) return;
	result.compared += expected.output.length + 2;
	if (expected.output.length !== actual.output.length) differ('output', null, expected.output.length, actual.output.length);
	if (expected.layers !== actual.layers && !runsOn) differ('layers', null, expected.layers, actual.layers);
	if (expected.halted !== actual.halted) differ('halted', null, expected.halted, actual.halted);
	expected.output.forEach((value, position) => {
		const other = actual.output[position];
		const near = typeof value === 'number' && typeof other === 'number' && Math.abs(value - other) <= job.tolerance;
		if (!near && !sameValue(value, other)) differ('output', position, value, other);
	});
}
