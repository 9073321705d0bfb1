import { kernelsForPlainSoftware } from './testing/all-kernels.js';
import { describeKit } from './testing/describe-kit.js';
import { forPlainSoftware } from './testing/variants.js';

describeKit('kernels for adapters in software without subgroups', forPlainSoftware, kernelsForPlainSoftware);
