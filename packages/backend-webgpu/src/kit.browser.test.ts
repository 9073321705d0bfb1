import { describeBackend } from '@alta-ts/backend-kit/vitest';
import { createWebGpuBackend } from './index.js';

describeBackend({ name: 'webgpu in a browser', create: () => createWebGpuBackend() });
