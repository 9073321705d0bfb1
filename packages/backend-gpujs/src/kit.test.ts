import { describeBackend } from '@alta-ts/backend-kit/vitest';
import { createGpuJsBackend } from './index.js';

describeBackend({ name: 'webasm', create: () => createGpuJsBackend({ mode: 'webasm' }) });
describeBackend({ name: 'cpu', create: () => createGpuJsBackend({ mode: 'cpu' }) });
