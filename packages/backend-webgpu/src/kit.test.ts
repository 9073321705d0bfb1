import { describeBackend } from '@alta-ts/backend-kit/vitest';
import { createWebGpuBackend } from './index.js';
import { describeWebGpu } from './testing/describe-webgpu.js';

describeWebGpu('the conformance kit', () => {
	describeBackend({ name: 'the kernels that suit the adapter', create: () => createWebGpuBackend() });
});
