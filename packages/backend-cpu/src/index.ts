export { type CpuOptions, createCpuBackend } from './create-cpu-backend.js';
