export { type AdapterInfo, type Backend, type Buffer, type Capabilities, CONTRACT, type Executable, type RunInfo } from './backend.js';
export { bindInputs, type InputFacts } from './bind-inputs.js';
export { type BufferLedger, createBufferLedger, disposedError } from './buffer-ledger.js';
export { checkCapabilities } from './check-capabilities.js';
export { checkContract } from './check-contract.js';
export { checkStarts, startsOf } from './check-starts.js';
export { checkShape, checkTensor } from './check-tensor.js';
export { codes } from './codes.js';
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
export { printPlan } from './print-plan.js';
export { activations } from './reference/activation.js';
export { type VisibleKeys, visibleKeys } from './reference/visible-keys.js';
export { createReferenceBackend } from './reference-backend.js';
export { longestSequence, outsideTableError, refuseTooLong } from './run-errors.js';
export { type BoundDims, bytesOf, countEntries, printShape, sizeOf } from './shape.js';
export { isSparse } from './sparse-matrix.js';
export type { DType, FloatDType, SparseMatrix, Tensor, TensorData } from './tensor.js';
export { checkPlan, planProblems } from './validate-plan.js';
