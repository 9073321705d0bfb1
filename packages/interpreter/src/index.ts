export { codes } from './codes.js';
export { type Coverage, type CoverageSide, coverage, firedRows, type Inputs } from './coverage/coverage.js';
export { type ErasingRow, type ProgramRow, programRows, type RowPlace, showRow, type TableRow } from './coverage/program-rows.js';
export type { Coordinate } from './coverage/recorder.js';
export { createInterpreter, type Interpreter, interpret } from './create-interpreter.js';
export { evaluate } from './evaluate.js';
export type { Observer } from './observer.js';
export { profile } from './profile.js';
export type { Run, RunOptions } from './run.js';
export {
	type Budget,
	DEFAULT_MAX_LAYERS,
	type Ending,
	type Machine,
	makeSchedule,
	runSchedule,
	type Schedule,
	type StageSchedule,
} from './schedule.js';
