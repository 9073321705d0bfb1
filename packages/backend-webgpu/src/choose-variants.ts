import type { AdapterFacts } from './device/adapter-facts.js';

/** Which kernel does what. */
export interface Variants {
	/** Dense matrix products: `blocked` never waits at a barrier, `quads` reads for four invocations at a time, `tiled` shares tiles within a workgroup. */
	readonly dense: 'blocked' | 'quads' | 'tiled';
	/** Of `tiled`: from how many large tiles on a product is cut into these, and not into small ones. */
	readonly largeTilesFrom: number;
	/** Products with sparse weights: `scatter` costs what is active in a row, `gather` computes all entries side by side. */
	readonly sparse: 'scatter' | 'gather';
	/**
	 * Softmax attention: `query` looks at each query by itself and leaves out what is zero, `quads` reads for four invocations at a time, `tiled`
	 * shares keys within a workgroup.
	 */
	readonly attention: 'query' | 'quads' | 'tiled';
	/**
	 * Softmax, layer normalisation, argmax and the halting test: `serial` gives a row, or a sequence, to one invocation; `shared` to several, which
	 * share memory; `subgroups` to several, which are first brought together by subgroups.
	 */
	readonly rows: 'serial' | 'shared' | 'subgroups';
	/** The most invocations of one dispatch; each does several parts of larger work. */
	readonly invocations: number;
}

/** About how many parts a large card has that each compute a tile at a time. WebGPU does not tell. */
const MULTIPROCESSORS = 128;

/**
 * Chooses kernels by what is known of an adapter, and by nothing else.
 *
 * On a processor that plays a GPU, barriers, reads and invocations are dear, and leaving out what is zero pays. On a real GPU, memory is dear and
 * invocations are cheap.
 */
export function chooseVariants({ software, features, invocations, sharedBytes }: AdapterFacts): Variants {
	if (software) {
		const quads = features.includes('subgroups');
		return {
			dense: quads ? 'quads' : 'blocked',
			largeTilesFrom: MULTIPROCESSORS,
			sparse: 'scatter',
			attention: quads ? 'quads' : 'query',
			rows: 'serial',
			invocations: 1024,
		};
	}
	const wide = invocations >= 256;
	return {
		dense: wide && sharedBytes >= 16_384 ? 'tiled' : 'blocked',
		largeTilesFrom: MULTIPROCESSORS,
		sparse: 'gather',
		attention: sharedBytes >= 16_384 ? 'tiled' : 'query',
		rows: !wide ? 'serial' : features.includes('subgroups') ? 'subgroups' : 'shared',
		invocations: 2 ** 22,
	};
}
