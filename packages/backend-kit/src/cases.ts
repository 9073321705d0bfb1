import type { BackendCase } from './case.js';
import { attentionCases } from './cases/attention.js';
import { exactAttentionCases } from './cases/attention-exact.js';
import { gatherCases } from './cases/gather.js';
import { haltingCases } from './cases/halting.js';
import { limitCases } from './cases/limits.js';
import { linearCases } from './cases/linear.js';
import { memoryCases } from './cases/memory.js';
import { misuseCases } from './cases/misuse.js';
import { orderCases } from './cases/order.js';
import { randomPlanCases } from './cases/random-plans.js';
import { rowwiseCases } from './cases/rowwise.js';

/** Every case of the kit. */
export const backendCases: readonly BackendCase[] = [
	...limitCases,
	...memoryCases,
	...gatherCases,
	...linearCases,
	...attentionCases,
	...exactAttentionCases,
	...rowwiseCases,
	...haltingCases,
	...randomPlanCases,
	...orderCases,
	...misuseCases,
];
