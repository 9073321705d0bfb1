import { vi } from 'vitest';
import { kernelsForCards } from './testing/all-kernels.js';
import { describeKit } from './testing/describe-kit.js';
import { forCards } from './testing/variants.js';

// Software takes long to compile and to run what is made for cards.
vi.setConfig({ testTimeout: 300_000 });

describeKit('kernels for cards', forCards, kernelsForCards);
