import { describeBackend } from '@alta-ts/backend-kit/vitest';
import { createGpuJsBackend } from './index.js';

describeBackend({ name: 'webgl2', create: () => createGpuJsBackend({ mode: 'webgl2' }) });
describeBackend({ name: 'webgpu', create: () => createGpuJsBackend({ mode: 'webgpu' }) });
describeBackend({ name: 'webasm in a browser', create: () => createGpuJsBackend({ mode: 'webasm' }) });
