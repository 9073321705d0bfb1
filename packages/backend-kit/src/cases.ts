import type { BackendCase } from './case.js';
import { gatherCases } from './cases/gather.js';
import { linearCases } from './cases/linear.js';

/** Every case of the kit. */
export const backendCases: readonly BackendCase[] = [...gatherCases, ...linearCases];
