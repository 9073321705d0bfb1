export type { BackendCase, CaseContext, CaseResult } from './case.js';
export { backendCases } from './cases.js';
export { type CaseRunner, createCaseRunner, idleSkips, runCases, type Skip } from './run-case.js';
export { type OftenOptions, type OftenReport, runOften } from './run-often.js';
export { capabilitiesTable, supportTable } from './support-table.js';
