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
	TokenInput,
} from './config.js';
export {
	blockOf,
	coordinateNames,
	guardOf,
	isVariableBlock,
	layoutWidth,
	type VariableBlock,
	validateLayout,
	variablesOf,
} from './coordinates.js';
export { denseModel } from './dense-model.js';
export { decodeBlock, decodeState, encodeBlock, encodeState } from './encode-state.js';
export { type ExpectedSize, type ExpectedTensor, expectedTensors, type FreeSize, tensorNames } from './expected-tensors.js';
export {
	type CoordinateExplanation,
	createExplainer,
	type End,
	type Explainer,
	type Explanation,
	findPlaces,
	type HeadExplanation,
	type MissingPlace,
	missingPlace,
	type NamedWeight,
	numberText,
	type Place,
	placeNames,
	sumFormula,
	type UnitExplanation,
	valueInWords,
	type WeightExplanation,
	type WeightGraph,
} from './explain/index.js';
export { dataOf, roundTo } from './half-precision.js';
export type {
	Block,
	CategoricalBlock,
	GuardBlock,
	Layout,
	NumericalBlock,
	OrdinalBlock,
	PlainBlock,
	RowRange,
	RuleSource,
	SetBlock,
	Source,
} from './layout.js';
export { loadModel } from './load-model.js';
export { longestInput } from './longest-input.js';
export { type CodecReference, MODEL_FORMAT, type Model } from './model.js';
export { readSafetensors } from './read-safetensors.js';
export type { Safetensors, SafetensorsDType, SafetensorsTensor } from './safetensors.js';
export { type ModelFile, saveModel } from './save-model.js';
export { type ModelSize, modelSize } from './size.js';
export { countNonzeros, countParameters, entryAt, forEachEntry, type TensorEntry, toDense, toSparse, transpose } from './sparse.js';
export { type SparseBuilder, sparseBuilder } from './sparse-builder.js';
export { type DenseTensor, type SparseTensor, TENSOR_DTYPES, type Tensor, type TensorData, type TensorDType } from './tensor.js';
export { validateConfig } from './validate-config.js';
export { validateModel } from './validate-model.js';
export { writeSafetensors } from './write-safetensors.js';
