export { adapterText, namesSoftware } from './adapter-text.js';
export { assembleBackend, type Device, type DevicePlan } from './assemble-backend.js';
export {
	type AdapterInfo,
	type Availability,
	type Backend,
	type Buffer,
	type Capabilities,
	CONTRACT,
	type Executable,
	type Limits,
	type Refusal,
	type RunInfo,
} from './backend.js';
export { bindInputs, type InputFacts } from './bind-inputs.js';
export { type BufferLedger, createBufferLedger, disposedError } from './buffer-ledger.js';
export { checkRunInputs } from './check-buffers.js';
export { type Able, checkBuffer, checkCapabilities, checkRunSizes, measuredBy } from './check-capabilities.js';
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
export { type Weighing, weigh } from './reference/attention-weights.js';
export { type VisibleKeys, visibleKeys } from './reference/visible-keys.js';
export { createReferenceBackend, probeReference } from './reference-backend.js';
export { MANDATORY_OPS, missingDType, refusalOf } from './refusal-of.js';
export { rounding } from './round-to.js';
export { longestSequence, outsideTableError, refuseTooLong } from './run-errors.js';
export { type Scope, withScope } from './scope.js';
export { type BoundDims, bytesOf, countEntries, printBytes, printShape, sizeOf, zeros } from './shape.js';
export { isSparse } from './sparse-matrix.js';
export type { DType, FloatDType, SparseMatrix, Tensor, TensorData } from './tensor.js';
export { checkPlan, planProblems } from './validate-plan.js';
export { type Allocation, type AllocationWatch, watchAllocations } from './watch-allocations.js';
export { withoutConstants } from './without-constants.js';
