export type { BackendCase, CaseContext, CaseResult } from './case.js';
export { backendCases } from './cases.js';
export { runCases, type Skip } from './run-case.js';
