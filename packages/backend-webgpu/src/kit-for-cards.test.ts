import { vi } from 'vitest';
import { kernelsForCards, kernelsForOtherCards } from './testing/all-kernels.js';
import { describeKit } from './testing/describe-kit.js';
import { forCards, forOtherCards } from './testing/variants.js';

// Software takes long to compile and to run what is made for cards.
vi.setConfig({ testTimeout: 300_000 });

describeKit('kernels for cards', forCards, kernelsForCards);

describeKit('kernels for large products, and for cards without subgroups', forOtherCards, kernelsForOtherCards, [
	'linear',
	'softmax',
	'layer-norm',
	'argmax',
	'halt',
]);
