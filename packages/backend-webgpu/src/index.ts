export type { Variants } from './choose-variants.js';
export { codes } from './codes.js';
export { createWebGpuBackend, probeWebGpu, type WebGpuOptions } from './create-webgpu-backend.js';
export type { AdapterOptions, AdapterRequest, GpuEntry } from './device/adapter-options.js';
