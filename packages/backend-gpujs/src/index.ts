export { codes } from './codes.js';
export { createGpuJsBackend, type GpuJsOptions, probeGpuJs } from './create-gpujs-backend.js';
export type { GpuJsMode } from './modes.js';
