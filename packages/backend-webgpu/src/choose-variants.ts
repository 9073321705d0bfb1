import type { AdapterFacts } from './device/adapter-facts.js';

/** Which kernel does what. */
export interface Variants {
	/** Dense matrix products: `blocked` never waits at a barrier, `tiled` shares tiles within a workgroup. */
	readonly dense: 'blocked' | 'tiled';
	/** Products with sparse weights: `scatter` costs what is active in a row, `gather` computes all entries side by side. */
	readonly sparse: 'scatter' | 'gather';
	/** Softmax attention: `query` looks at each query by itself and leaves out what is zero, `tiled` shares keys within a workgroup. */
	readonly attention: 'query' | 'tiled';
	/** The most invocations of one dispatch; each does several parts of larger work. */
	readonly invocations: number;
}

/**
 * Chooses kernels by what is known of an adapter, and by nothing else.
 *
 * On a processor that plays a GPU, barriers and invocations are dear, and leaving out what is zero pays. On a real GPU, memory is dear and
 * invocations are cheap.
 */
export function chooseVariants({ software, invocations, sharedBytes }: AdapterFacts): Variants {
	if (software) return { dense: 'blocked', sparse: 'scatter', attention: 'query', invocations: 1024 };
	const dense = invocations >= 256 && sharedBytes >= 8192 ? 'tiled' : 'blocked';
	return { dense, sparse: 'gather', attention: sharedBytes >= 16_384 ? 'tiled' : 'query', invocations: 2 ** 22 };
}
