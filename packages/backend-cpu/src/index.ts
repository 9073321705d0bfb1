export { codes } from './codes.js';
export type { CpuOptions } from './cpu-options.js';
export { createCpuBackend } from './create-cpu-backend.js';
export { probeCpu } from './probe-cpu.js';
