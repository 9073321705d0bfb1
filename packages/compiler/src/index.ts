export { codes } from './codes.js';
export { compile } from './compile.js';
export type { CompileOptions, OptionalPass } from './options.js';
export { simplify } from './simplify.js';
