export { type OnnxOptions, toOnnx } from './to-onnx.js';
export type { InitialiserForm } from './weights.js';
