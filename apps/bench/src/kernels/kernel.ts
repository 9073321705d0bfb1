import type { Op } from '@alta-ts/tensor';
import type * as jax from '@jax-js/jax';
import type * as tfjs from '@tensorflow/tfjs-core';

/** An operation on fixed numbers, and how each library is asked for it. A kernel is a file in this folder and a line in `make-kernel.ts`. */
export interface Kernel {
	/** What changes from run to run: i32 for an Int32Array, else f32. In plans, all dimensions but the last are rows. */
	readonly inputs: Readonly<Record<string, HostArray>>;
	/** What a library may arrange as it likes before it is timed. */
	readonly constants: Readonly<Record<string, HostArray>>;
	readonly outShape: readonly number[];
	/** Plain loops over typed arrays, sums in double precision. They tell what is right. */
	readonly plain: () => Float32Array;
	/** Steps, the last of which writes `out`. */
	readonly steps: readonly Op[];
	/** What steps write on the way to `out`: the columns of each. */
	readonly between?: Readonly<Record<string, number>>;
	/** Nodes of ONNX, the last of which gives `out`. */
	readonly nodes: readonly OnnxNode[];
	/** The same in operators of the standard alone, where `nodes` use fused ones. */
	readonly standardNodes?: readonly OnnxNode[];
	readonly tfjs: (tf: typeof tfjs, named: Named<tfjs.Tensor>) => tfjs.Tensor;
	readonly jax: (library: typeof jax, named: Named<jax.Array>) => jax.Array;
}

/** Row-major numbers with a shape. */
export interface HostArray {
	readonly shape: readonly number[];
	readonly data: Float32Array | Int32Array;
	/** Plans get it in compressed rows. */
	readonly sparse?: true;
}

/** The input or constant of a name. */
export type Named<T> = (name: string) => T;

/** What computes a kernel in ONNX. */
export interface OnnxNode {
	readonly op: string;
	/** The set of operators it is from; that of the standard when absent. */
	readonly domain?: string;
	readonly inputs: readonly string[];
	/** What its output is called; `out` when absent. */
	readonly output?: string;
	readonly attributes?: Readonly<
		Record<string, { readonly integer: number } | { readonly integers: readonly number[] } | { readonly float: number }>
	>;
}
