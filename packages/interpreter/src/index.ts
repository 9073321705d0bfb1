export { codes } from './codes.js';
export { createInterpreter, type Interpreter, interpret } from './create-interpreter.js';
export { evaluate } from './evaluate.js';
export type { Observer } from './observer.js';
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
