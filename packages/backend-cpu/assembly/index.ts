export { add } from './add';
export { argmax } from './argmax';
export { attend } from './attention';
export { expAll } from './exp';
export { layerNorm } from './layer-norm';
export { matmul, pack } from './matmul';
export { softmax } from './softmax';
