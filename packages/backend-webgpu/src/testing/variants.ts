import type { Variants } from '../index.js';

/** The kernels that real GPUs get for small work, whatever the adapter. */
export const forCards: Partial<Variants> = {
	dense: 'tiled',
	largeTilesFrom: Number.POSITIVE_INFINITY,
	sparse: 'gather',
	attention: 'tiled',
	rows: 'subgroups',
	invocations: 2 ** 22,
};

/** Those that cards get for large products, and those that cards without subgroups get. */
export const forOtherCards: Partial<Variants> = { ...forCards, largeTilesFrom: 0, rows: 'shared' };

/** The kernels that adapters in software get. */
export const forSoftware: Partial<Variants> = {
	dense: 'quads',
	sparse: 'scatter',
	attention: 'quads',
	rows: 'serial',
	invocations: 1024,
};

/** Those that adapters in software without subgroups get. */
export const forPlainSoftware: Partial<Variants> = { ...forSoftware, dense: 'blocked', attention: 'query' };
