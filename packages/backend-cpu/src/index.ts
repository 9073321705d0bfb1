export { type CpuOptions, createCpuBackend } from './create-cpu-backend.js';
export { probeCpu } from './probe-cpu.js';
