import type { Variants } from '../index.js';

/** The kernels that real GPUs get, whatever the adapter. */
export const forCards: Partial<Variants> = { dense: 'tiled', sparse: 'gather', attention: 'tiled', invocations: 2 ** 22 };

/** The kernels that adapters in software get. */
export const forSoftware: Partial<Variants> = { dense: 'blocked', sparse: 'scatter', attention: 'query', invocations: 1024 };
