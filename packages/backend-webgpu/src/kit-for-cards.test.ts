import { kernelsForCards } from './testing/all-kernels.js';
import { describeKit } from './testing/describe-kit.js';
import { forCards } from './testing/variants.js';

describeKit('kernels for cards', forCards, kernelsForCards);
