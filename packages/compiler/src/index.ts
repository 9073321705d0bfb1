export { codes } from './codes.js';
export { compile } from './compile.js';
export { programPasses } from './optimise.js';
export type { CompileOptions } from './options.js';
export type { OptionalPass, PassReport, PassResult, ProgramPass } from './pass.js';
export { simplify } from './simplify.js';
