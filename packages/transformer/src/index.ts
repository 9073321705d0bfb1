export { activationNames } from './activation-names.js';
export { codes } from './codes.js';
export { createTransformer } from './create-transformer.js';
export {
	type ActivationExplanation,
	type ActivationPlace,
	type ActiveUnit,
	type Addition,
	explainActivation,
	type ReadNumber,
} from './explain-activation.js';
export type { Activation, Hook, Patch, PatchPlace } from './hook.js';
export { type BlockSnapshot, type LayerSnapshot, snapshotLayer } from './layer-snapshot.js';
export type { CreateOptions, DenseMatrix, Transformer, TransformerOptions, TransformerRun } from './transformer.js';
export { dtypeOf } from './weights.js';
