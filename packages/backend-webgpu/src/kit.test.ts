import { kernelsForSoftware } from './testing/all-kernels.js';
import { describeKit } from './testing/describe-kit.js';
import { forSoftware } from './testing/variants.js';

describeKit('kernels for adapters in software', forSoftware, kernelsForSoftware);
