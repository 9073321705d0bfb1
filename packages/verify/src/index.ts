export { type Answers, DIFF_LAYERS, type DiffInput, type DiffOptions, type DiffReport, diff, type SideDifference } from './diff.js';
export { countSequences, everySequence } from './every-sequence.js';
export type { Difference, JsonValue, VerifyReport } from './report.js';
export { modelSide, programSide, type Side, type SideOptions, type SideRun } from './side.js';
export { type TracedModelRun, traceModel } from './trace-model.js';
export { type VerifyOptions, verify } from './verify.js';
