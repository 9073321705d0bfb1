export type { Certificate, Margin } from './certificate.js';
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
export type { Block, CategoricalBlock, GuardBlock, Layout, NumericalBlock, PlainBlock, SetBlock, Source } from './layout.js';
export { type CodecReference, MODEL_FORMAT, type Model } from './model.js';
export type { DenseTensor, SparseTensor, Tensor, TensorData, TensorDType } from './tensor.js';
