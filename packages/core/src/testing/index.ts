export { arbitraryInput, arbitraryProgram, type ProgramOptions } from './random-program.js';
export type { Feature } from './random-variable.js';
