import { altaError } from '@alta-ts/diagnostics';
import type { Model } from '@alta-ts/model';
import { type Backend, type Buffer, checkContract, type Scope, withScope } from '@alta-ts/tensor';
import { checkCreation, checkRunOptions } from './check-arguments.js';
import { checkDType } from './check-dtype.js';
import { matrixRows, tokenIds } from './check-input.js';
import { type Device, openDevice, runForOne, uploadIntegers, uploadRows } from './device.js';
import { whileInUse } from './in-use.js';
import { planEmbedding } from './plan-embedding.js';
import { planReadout } from './plan-readout.js';
import { planStage } from './plan-stage.js';
import { positionsOf, type Ragged, ragged, rowsOfSequence } from './ragged.js';
import { runBatch } from './run-batch.js';
import { makeSchedule } from './schedule.js';
import type { CreateOptions, Transformer, TransformerOptions, TransformerRun } from './transformer.js';
import { watch } from './watch.js';
import { dtypeOf, modelWeights, type Weights } from './weights.js';

/**
 * Puts a model on a backend. The weights are uploaded once; a run then takes a batch of inputs of any lengths.
 *
 * Loops run on the device: a stage is one plan, and a sequence that has halted is left as it is while others go on. Only runs with hooks or
 * patches, and passes cut short by `layers`, go layer by layer.
 *
 * @throws AltaError for a tensor that is missing (ALTA6007) or misshapen (ALTA6008); for something else than a model, or an option that does
 * not exist (ALTA6014); for something else than a backend (ALTA5031); for a dtype that the backend does not have (ALTA5029); and whatever else the backend refuses.
 *
 * @example
 * ```ts
 * import type { Model, Tensor } from '@alta-ts/model';
 * import { createReferenceBackend } from '@alta-ts/tensor';
 * import { createTransformer } from '@alta-ts/transformer';
 * const identity: Tensor = { kind: 'dense', dtype: 'f32', shape: [2, 2], data: Float32Array.of(1, 0, 0, 1) };
 * const zeros: Tensor = { kind: 'dense', dtype: 'f32', shape: [2], data: Float32Array.of(0, 0) };
 * const model: Model = {
 *   format: 'alta-model/1', name: 'negate', layout: { blocks: [], sources: [] },
 *   config: {
 *     input: { kind: 'tokens', tokens: ['no', 'yes'] }, width: 2, stages: [],
 *     readout: { kind: 'classes', classes: ['yes', 'no'], pool: 'none', tied: false },
 *   },
 *   tensors: { 'embedding.token': identity, 'readout.weight': identity, 'readout.bias': zeros },
 * };
 * const transformer = await createTransformer(model, createReferenceBackend());
 * const [run] = await transformer.run([['no', 'yes']]);
 * run?.output; // => ['yes', 'no']
 * ```
 */
export async function createTransformer(model: Model, backend: Backend, options: CreateOptions = {}): Promise<Transformer> {
	checkCreation(model, options);
	checkContract(backend);
	const dtype = options.dtype ?? dtypeOf(model);
	checkDType(model, backend, dtype);
	const weights = modelWeights(model, dtype);
	const device = openDevice(backend, weights.dtype);
	await prepareAll(device, weights);
	const inUse = whileInUse(() => device.dispose());
	let open = true;

	const start = async (
		lengths: readonly number[],
		options: TransformerOptions,
		embed: (batch: Ragged, scope: Scope) => Promise<Buffer>,
	): Promise<readonly TransformerRun[]> => {
		checkRunOptions(model, options);
		const schedule = makeSchedule(model.name, model.config, options);
		const batch = ragged(lengths, hasSink(model) ? 1 : 0);
		const watching = watch(model, batch, options);
		return inUse.during(async () =>
			withScope(device.backend, async (scope) => {
				const starts = uploadIntegers(scope, batch.starts, 'starts');
				const embedding = await embed(batch, scope);
				const context = { device, weights, width: model.config.width, batch, starts, watch: watching };
				return await runBatch(context, model.config, schedule, embedding);
			}),
		);
	};

	return {
		model,
		backend,
		run: async (batch, options = {}) => {
			refuseDisposed(open, model);
			const ids = tokenIds(model, batch);
			return start(
				batch.map((tokens) => tokens.length),
				options,
				(rows, scope) => embedTokens(device, weights, ids, rows, scope),
			);
		},
		runMatrix: async (batch, options = {}) => {
			refuseDisposed(open, model);
			const numbers = matrixRows(model, batch);
			return start(
				batch.map(({ rows }) => rows),
				options,
				async ({ rows }, scope) => uploadRows(device, scope, numbers, rows, model.config.width, 'residual'),
			);
		},
		dispose: () => {
			open = false;
			inUse.free();
		},
	};
}

/** Prepares what an ordinary run needs, so that whatever is refused is refused before the first run. */
async function prepareAll(device: Device, weights: Weights): Promise<void> {
	const { config, name } = weights.model;
	if (config.input.kind === 'tokens') await embeddingOf(device, weights);
	else if (config.input.columns !== config.width) throw wrongColumns(name, config.input.columns, config.width);
	for (const [index, stage] of config.stages.entries()) {
		const mode = typeof stage.repeat === 'number' ? 'declared' : 'tested';
		await device.prepared(`stage.${index}.${mode}`, () => planStage(weights, index, stage, mode));
	}
	await device.prepared('readout', () => planReadout(weights));
}

function embeddingOf(device: Device, weights: Weights): ReturnType<Device['prepared']> {
	const { input } = weights.model.config;
	const tokens = input.kind === 'tokens' ? input.tokens.length + (hasSink(weights.model) ? 1 : 0) : 0;
	return device.prepared('embedding', () => planEmbedding(weights, tokens, input.kind === 'tokens' ? input.positions : undefined));
}

async function embedTokens(device: Device, weights: Weights, ids: Int32Array, batch: Ragged, scope: Scope): Promise<Buffer> {
	const { input } = weights.model.config;
	const tokens = uploadIntegers(scope, withLead(ids, batch, input.kind === 'tokens' ? input.tokens.length : 0), 'tokens');
	const positioned = input.kind === 'tokens' && input.positions !== undefined;
	const positions = positioned ? { positions: uploadIntegers(scope, positionsOf(batch), 'positions') } : {};
	return runForOne(await embeddingOf(device, weights), { tokens, ...positions }, scope);
}

function hasSink({ config: { input } }: Model): boolean {
	return input.kind === 'tokens' && input.sink !== undefined;
}

/** Puts the id of the sink before each sequence, where the model has one. */
function withLead(ids: Int32Array, batch: Ragged, sink: number): Int32Array {
	const all = new Int32Array(batch.rows).fill(sink);
	let next = 0;
	for (let sequence = 0; sequence < batch.sequences; sequence++) {
		const [from, to] = rowsOfSequence(batch, sequence);
		for (let row = from; row < to; row++) all[row] = ids[next++] ?? 0;
	}
	return all;
}

function refuseDisposed(open: boolean, model: Model): void {
	if (open) return;
	throw altaError('ALTA6012', {
		what: 'The transformer was disposed.',
		where: [`model ${model.name}`],
		why: 'Disposing gives its memory back; it cannot run afterwards.',
		fix: 'Dispose it later, or create another one.',
	});
}

function wrongColumns(name: string, columns: number, width: number): Error {
	return altaError('ALTA6008', {
		what: `The input has ${columns} columns, but the residual stream is ${width} wide.`,
		where: [`model ${name}`],
		why: 'Rows of numbers enter the residual stream as they are.',
		fix: 'Give both the same number.',
	});
}
