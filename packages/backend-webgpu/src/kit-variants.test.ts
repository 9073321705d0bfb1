import { describeBackend } from '@alta-ts/backend-kit/vitest';
import { createWebGpuBackend } from './index.js';
import { describeWebGpu } from './testing/describe-webgpu.js';
import { forCards } from './testing/variants.js';

describeWebGpu('the conformance kit', () => {
	describeBackend({ name: 'the kernels for cards', create: () => createWebGpuBackend({ variants: forCards }) });
});
