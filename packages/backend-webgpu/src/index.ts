/// <reference types="@webgpu/types" />
export type { Variants } from './choose-variants.js';
export { codes } from './codes.js';
export { createWebGpuBackend, probeWebGpu, type WebGpuOptions } from './create-webgpu-backend.js';
export type { AdapterOptions } from './device/open-device.js';
