import { describeBackend } from '@alta-ts/backend-kit/vitest';
import { createNewBackend } from './create-new-backend.js';

describeBackend({ name: 'new-backend', create: createNewBackend });
