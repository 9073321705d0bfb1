import { altaError, problem, throwProblems } from '@alta-ts/diagnostics';
import type { Model } from '../model.js';
import { validateModel } from '../validate-model.js';
import { addEmbedding } from './embedding.js';
import type { ExportContext } from './export-context.js';
import { addFrame, INPUT } from './frame.js';
import { addNode, newDraft, type ValueName } from './graph-draft.js';
import { onnxMetadata } from './metadata.js';
import type { OnnxValue } from './onnx-file.js';
import { BEGINNING, counted } from './progress.js';
import { joinPieces } from './protobuf.js';
import { addOwnRows, addReadout } from './readout.js';
import { addStage, type StageState } from './stage.js';
import { type InitialiserForm, MOST_BYTES, onnxWeights, tooLarge } from './weights.js';
import { writeOnnx } from './write-onnx.js';

/** How a model is written as an ONNX file. */
export interface OnnxOptions {
	/**
	 * How layers repeat: with the operator Loop, which is the default, or written one after the other. Either way each sequence halts on its
	 * own and is then left as it is, so both give the same.
	 */
	readonly loop?: 'loop' | 'unrolled';
	/** At most this many layers a sequence (default 65,536); a pass that would not fit is not begun. To unroll a loop without an end, it must be given. */
	readonly maxLayers?: number;
	/** Matrices with all their zeros, which every runtime reads (the default), or as sparse tensors where that is smaller. */
	readonly initialisers?: InitialiserForm;
	/** Adds the output `residual`, the residual stream after the last layer: [batch, length, width]. */
	readonly residual?: boolean;
}

/** The version of the operators of ONNX. */
const OPSET = 18;

/** The limit of a file that was given none, as everywhere else. */
const DEFAULT_MAX_LAYERS = 65_536;

/**
 * Writes a model as an ONNX file (operator set 18, operators of the standard only).
 *
 * Inputs: `tokens`, int64 [batch, length], or `matrix`, floats [batch, length, columns]; and `lengths`, int64 [batch]. Sequences shorter than
 * `length` are filled up with anything. Outputs, per position or, where the read-out is pooled, per sequence: `output` (int64 class index, −1
 * at padding; a number; or a bool for each member of a set), `defined` (bool), and `logits` for classes; per sequence `layers` (int64, how
 * many it ran) and `halted` (bool). Floats are float64 where any tensor of the model is f64, else float32.
 *
 * @throws ALTA3221 for a loop without an end that is to be unrolled, ALTA3222 for a model that does not fit a file, ALTA3223 for one without
 * anything to compute, ALTA3224 for an impossible option, and what {@link validateModel} finds.
 *
 * @example
 * ```ts
 * import type { Model, Tensor } from '@alta-ts/model';
 * import { toOnnx } from '@alta-ts/model/onnx';
 * const identity: Tensor = { kind: 'dense', dtype: 'f32', shape: [2, 2], data: Float32Array.of(1, 0, 0, 1) };
 * const zeros: Tensor = { kind: 'dense', dtype: 'f32', shape: [2], data: Float32Array.of(0, 0) };
 * const model: Model = {
 *   format: 'alta-model/1', name: 'negate', layout: { blocks: [{ kind: 'plain', names: ['no', 'yes'], start: 0, width: 2 }], sources: [] },
 *   config: {
 *     input: { kind: 'tokens', tokens: ['no', 'yes'] }, width: 2, stages: [],
 *     readout: { kind: 'classes', classes: ['yes', 'no'], pool: 'none', tied: false },
 *   },
 *   tensors: { 'embedding.token': identity, 'readout.weight': identity, 'readout.bias': zeros },
 * };
 * toOnnx(model) instanceof Uint8Array // => true
 * ```
 */
export function toOnnx(model: Model, options: OnnxOptions = {}): Uint8Array {
	const { loop = 'loop', maxLayers = DEFAULT_MAX_LAYERS, initialisers = 'dense' } = options;
	refuseOption(model, maxLayers);
	throwProblems(validateModel(model));
	refuseNothing(model);
	const main = newDraft(Object.keys(model.tensors));
	const weights = onnxWeights(model, initialisers);
	const frame = addFrame(main, model);
	const context: ExportContext = { model, main, weights, frame };
	const passes = { loop, maxLayers, limited: options.maxLayers !== undefined };
	const start: StageState = { residual: addEmbedding(main, model, weights, frame), progress: BEGINNING };
	const end = model.config.stages.reduce((state, stage, index) => addStage(context, index, stage, passes, state), start);
	const residual = addOwnRows(context, end.residual);
	const outputs = [...addReadout(context, residual), ...addProgress(context, end)];
	if (options.residual === true) outputs.push(addResidual(context, residual));
	const file = writeOnnx({
		opset: OPSET,
		graph: {
			name: model.name === '' ? 'model' : model.name,
			nodes: main.nodes,
			inputs: inputsOf(context),
			outputs,
			initialisers: [...main.initialisers.values()],
		},
		metadata: onnxMetadata(model, maxLayers),
	});
	if (file.length > MOST_BYTES) throw tooLarge(model.name, file.length, initialisers);
	return joinPieces(file);
}

function inputsOf({ model: { config }, weights }: ExportContext): OnnxValue[] {
	const { input } = config;
	const rows: OnnxValue =
		input.kind === 'tokens'
			? { name: INPUT.tokens, type: 'int64', shape: ['batch', 'length'] }
			: { name: INPUT.matrix, type: weights.type, shape: ['batch', 'length', input.columns] };
	return [rows, { name: INPUT.lengths, type: 'int64', shape: ['batch'] }];
}

function addProgress(context: ExportContext, { progress }: StageState): OnnxValue[] {
	const { main } = context;
	const { layers, active, met } = counted(context, main, progress);
	addNode(main, 'Identity', 'layers', [layers]);
	addNode(main, 'And', 'halted', [met, active]);
	return [
		{ name: 'layers', type: 'int64', shape: ['batch'] },
		{ name: 'halted', type: 'bool', shape: ['batch'] },
	];
}

function addResidual({ main, weights, model }: ExportContext, residual: ValueName): OnnxValue {
	addNode(main, 'Identity', 'residual', [residual]);
	return { name: 'residual', type: weights.type, shape: ['batch', 'length', model.config.width] };
}

function refuseOption(model: Model, maxLayers: number): void {
	if (Number.isSafeInteger(maxLayers) && maxLayers >= 0) return;
	throw altaError('ALTA3224', {
		what: `\`maxLayers\` is ${maxLayers}.`,
		where: [`model ${model.name}`],
		why: 'It counts layers, so it is a whole number from zero on.',
		fix: 'Give it a number such as 100, or leave it out.',
	});
}

function refuseNothing({ name, config: { input, width, readout } }: Model): void {
	const sizes = {
		'columns of the residual stream': width,
		...(input.kind === 'tokens' ? { tokens: input.tokens.length } : {}),
		...readoutSize(readout),
	};
	throwProblems(
		Object.entries(sizes).flatMap(([what, size]) =>
			size > 0
				? []
				: [
						problem('ALTA3223', {
							what: `The number of ${what} is 0.`,
							where: [`model ${name}`, 'config'],
							why: 'Runtimes refuse operations on nothing.',
							fix: 'Export a model that has some.',
						}),
					],
		),
	);
}

function readoutSize(readout: Model['config']['readout']): Record<string, number> {
	if (readout.kind === 'classes') return { classes: readout.classes.length };
	return readout.kind === 'set' ? { members: readout.members.length } : {};
}
