export { type AdapterInfo, type Backend, type Buffer, type Capabilities, CONTRACT, type Executable, type RunInfo } from './backend.js';
export type {
	ActivationName,
	AddOp,
	ArgmaxOp,
	AttentionHead,
	AttentionOp,
	BufferRef,
	BufferType,
	Dim,
	GatherOp,
	HaltOp,
	LayerNormOp,
	LinearOp,
	Op,
	Plan,
	Repeat,
	SoftmaxOp,
	Step,
} from './plan.js';
export { OPS } from './plan.js';
export { createReferenceBackend } from './reference-backend.js';
export { isSparse } from './sparse-matrix.js';
export type { DType, SparseMatrix, Tensor, TensorData } from './tensor.js';
export { checkPlan } from './validate-plan.js';
