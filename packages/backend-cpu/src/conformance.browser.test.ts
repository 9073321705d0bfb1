import { describeBackend } from '@alta-ts/backend-kit/vitest';
import { createCpuBackend } from './create-cpu-backend.js';

describeBackend({ name: 'WASM SIMD in a browser', create: () => createCpuBackend() });
describeBackend({ name: 'JavaScript in a browser', create: () => createCpuBackend({ kernels: 'javascript' }) });
describeBackend({ name: 'two threads in a browser', create: () => createCpuBackend({ threads: 2 }) });
