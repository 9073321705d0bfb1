export type { Certificate, Margin } from './certificate.js';
export { codes } from './codes.js';
export type {
	Activation,
	AttentionConfig,
	AttentionKind,
	Config,
	HaltingConfig,
	HeadConfig,
	InputConfig,
	LayerConfig,
	MlpConfig,
	NullKey,
	Pool,
	ReadoutConfig,
	StageConfig,
} from './config.js';
export { blockOf, coordinateNames, guardOf, isVariableBlock, layoutWidth, type VariableBlock, validateLayout } from './coordinates.js';
export { decodeBlock, decodeState, encodeBlock, encodeState } from './encode-state.js';
export type { Block, CategoricalBlock, GuardBlock, Layout, NumericalBlock, PlainBlock, SetBlock, Source } from './layout.js';
export { type CodecReference, MODEL_FORMAT, type Model } from './model.js';
export { countNonzeros, countParameters, entryAt, forEachEntry, type TensorEntry, toDense, toSparse, transpose } from './sparse.js';
export { type SparseBuilder, sparseBuilder } from './sparse-builder.js';
export type { DenseTensor, SparseTensor, Tensor, TensorData, TensorDType } from './tensor.js';
