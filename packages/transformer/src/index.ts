export { activationNames } from './activation-names.js';
export { codes } from './codes.js';
export { createTransformer } from './create-transformer.js';
export type { Activation, Hook, Patch, PatchPlace } from './hook.js';
export type { CreateOptions, DenseMatrix, Transformer, TransformerOptions, TransformerRun } from './transformer.js';
