export { type CheckProgramsOptions, checkPrograms } from './check-programs.js';
export { DEFAULT_MAX_LENGTH, runSuite, type SuiteBackend, type SuiteOptions } from './run-suite.js';
export type { SuiteRow } from './suite-row.js';
