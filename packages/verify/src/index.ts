export { countSequences, everySequence } from './every-sequence.js';
export type { Difference, JsonValue, VerifyReport } from './report.js';
export { type VerifyOptions, verify } from './verify.js';
