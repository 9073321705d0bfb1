import { createReferenceBackend } from '@alta-ts/tensor';
import { describeBackend } from './vitest.js';

describeBackend({ name: 'the reference backend', create: createReferenceBackend });
