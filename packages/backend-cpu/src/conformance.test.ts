import { describeBackend } from '@alta-ts/backend-kit/vitest';
import { createCpuBackend } from './create-cpu-backend.js';

describeBackend({ name: 'WASM SIMD', create: () => createCpuBackend() });
describeBackend({ name: 'JavaScript', create: () => createCpuBackend({ kernels: 'javascript' }) });
describeBackend({ name: 'two threads', create: () => createCpuBackend({ threads: 2 }) });
