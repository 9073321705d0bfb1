export { codes } from './codes.js';
export { compile } from './compile.js';
export { type Optimised, optimise, programPasses } from './optimise.js';
export type { CompileOptions } from './options.js';
export type { OptionalPass, PassReport, PassResult, ProgramPass, RunLimits } from './pass.js';
export { profileLimits } from './profile.js';
export { simplify } from './simplify.js';
export { unrolled } from './unroll.js';
