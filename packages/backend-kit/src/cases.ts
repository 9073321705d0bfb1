import type { BackendCase } from './case.js';
import { attentionCases } from './cases/attention.js';
import { exactAttentionCases } from './cases/attention-exact.js';
import { gatherCases } from './cases/gather.js';
import { linearCases } from './cases/linear.js';
import { rowwiseCases } from './cases/rowwise.js';

/** Every case of the kit. */
export const backendCases: readonly BackendCase[] = [
	...gatherCases,
	...linearCases,
	...attentionCases,
	...exactAttentionCases,
	...rowwiseCases,
];
