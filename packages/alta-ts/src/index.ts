export { type CompileOptions, compile } from '@alta-ts/compiler';
export {
	attend,
	categorical,
	checkProgram,
	defineProgram,
	numerical,
	type Program,
	parseProgram,
	printProgram,
	range,
	set,
	type Trace,
	type Value,
	validateProgram,
} from '@alta-ts/core';
export { isAltaError, type Problem } from '@alta-ts/diagnostics';
export type { Run, RunOptions } from '@alta-ts/interpreter';
export { type Certificate, loadModel, type Model, type ModelSize, modelSize, saveModel } from '@alta-ts/model';
export { createRandom, findTask, library, type Task } from '@alta-ts/programs';
/** RASP: its language, and s-ops in TypeScript. Some names are those of programs above, so that all stand behind `rasp`. */
export * as rasp from '@alta-ts/rasp';
export { type Backend, createReferenceBackend } from '@alta-ts/tensor';
export { createTransformer, type Transformer, type TransformerOptions, type TransformerRun } from '@alta-ts/transformer';
export type { Difference, VerifyReport } from '@alta-ts/verify';
export { run } from './run.js';
export { type VerifyOptions, verify } from './verify.js';
