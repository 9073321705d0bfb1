import type { DType, SparseMatrix, Tensor } from './tensor.js';

/**
 * A small program over named buffers. It is plain data: it can be printed, compared and handed to any backend.
 *
 * Sizes that are only known at run time are *named dimensions*, bound by the inputs: `rows` (all positions of the batch, one
 * sequence after the other) and `sequences`. Batches are ragged: sequence `s` is rows `starts[s]` to `starts[s + 1]`; `starts` is always an input.
 *
 * The reference backend tells what every op computes. Others agree with it, up to rounding, wherever numbers are finite, and where a step's
 * documentation speaks of NaN or −∞.
 */
export interface Plan {
	readonly name: string;
	/** Weights, uploaded once when the plan is prepared. */
	readonly constants: Readonly<Record<string, Tensor | SparseMatrix>>;
	/** Buffers the caller passes to every run. Steps must not write them. */
	readonly inputs: Readonly<Record<string, BufferType>>;
	/** Buffers that live during a run, zero at its start. */
	readonly buffers: Readonly<Record<string, BufferType>>;
	/** Which buffers a run hands to the caller. */
	readonly outputs: readonly string[];
	readonly steps: readonly Step[];
}

/** What a buffer holds. */
export interface BufferType {
	readonly dtype: DType;
	readonly shape: readonly Dim[];
}

/** A number, a named dimension, or a named dimension plus a number (`sequences+1`). */
export type Dim = number | 'rows' | 'sequences' | 'sequences+1';

/** The name of a constant, an input or a buffer of the plan. */
export type BufferRef = string;

/** An op, or steps that repeat. Every step has a label, which errors and devices use. */
export type Step = Op | Repeat;

/** Runs `steps` again and again, until every entry of `until` is not zero (tested after each pass), at most `atMost` times. */
export interface Repeat {
	readonly op: 'repeat';
	readonly label: string;
	readonly steps: readonly Step[];
	/** i32 [sequences], as the `halt` op writes it. */
	readonly until?: BufferRef;
	readonly atMost: number;
}

/** One operation. */
export type Op = GatherOp | LinearOp | AttentionOp | AddOp | LayerNormOp | SoftmaxOp | ArgmaxOp | HaltOp;

/** The names of all ops and of `repeat`. */
export const OPS: readonly Step['op'][] = ['gather', 'linear', 'attention', 'add', 'layer-norm', 'softmax', 'argmax', 'halt', 'repeat'];

interface OpBase {
	readonly label: string;
	readonly out: BufferRef;
}

/** out[r] = table[indices[r]]. An index outside the table is an error that names the label. */
export interface GatherOp extends OpBase {
	readonly op: 'gather';
	/** [entries, columns], dense or sparse. */
	readonly table: BufferRef;
	/** i32 [rows]. */
	readonly indices: BufferRef;
}

/** out = activation(x · weight + bias). */
export interface LinearOp extends OpBase {
	readonly op: 'linear';
	/** [rows, n]. */
	readonly x: BufferRef;
	/** [n, m], dense or sparse. */
	readonly weight: BufferRef;
	/** [m]. */
	readonly bias?: BufferRef;
	readonly activation: ActivationName;
}

/** `clipped-relu` is min(1, max(0, x)); `gelu` the exact one, with erf. */
export type ActivationName = 'none' | 'relu' | 'clipped-relu' | 'gelu' | 'tanh' | 'sigmoid';

/**
 * Multi-head attention within each sequence; heads own column ranges of query, key, value and out.
 *
 * The score of a visible pair is `scale · query·key + offsetBias[offset]`; where it is −∞, because the bias is, the key is not visible. A row
 * that sees no key and has no null key gives zero. A null value at a position beyond the sequence is zero.
 */
export interface AttentionOp extends OpBase {
	readonly op: 'attention';
	/** [rows, Σ key widths]. */
	readonly query: BufferRef;
	/** [rows, Σ key widths]. */
	readonly key: BufferRef;
	/** [rows, Σ value widths]; `out` has the same shape. */
	readonly value: BufferRef;
	/** i32 [sequences+1]. */
	readonly starts: BufferRef;
	readonly heads: readonly AttentionHead[];
}

/** One head of an {@link AttentionOp}. Ranges are [from, to). */
export interface AttentionHead {
	readonly name: string;
	/** Columns of query and key. May be empty: then every score is 0 before biases. */
	readonly keyColumns: readonly [from: number, to: number];
	/** Columns of value and out. */
	readonly valueColumns: readonly [from: number, to: number];
	/**
	 * `softmax` over the visible keys and the null key: where one key outweighs all others beyond what the dtype holds, its weight is exactly 1
	 * and its value is copied exactly; `hard`: 1 on the largest score, the first key on a tie, a real key before the null key;
	 * `relu`: max(0, score − null logit), not normalised; `linear`: score − null logit (0 without a null key).
	 */
	readonly kind: 'softmax' | 'hard' | 'relu' | 'linear';
	readonly scale: number;
	/** Visible offsets (key position − query position): a list, a range with inclusive, possibly open ends, or all when absent. */
	readonly offsets?: readonly number[] | { readonly from?: number; readonly to?: number };
	/** A constant f32/f64 vector of odd length 2n − 1, entry `offset + n − 1`; sequences longer than n are refused. */
	readonly offsetBias?: BufferRef;
	/** A virtual key every query sees. For `relu` and `linear` it has no weight of its own: its logit is what scores are measured from, and its value is used where no key has weight. */
	readonly null?: { readonly logit: number; readonly value: 'zero' | { readonly vector: BufferRef } | { readonly position: number } };
}

/** out = a + b, row by row; rows of sequences whose `unless` flag is not zero are a. `out` may be `a` or `b`. */
export interface AddOp extends OpBase {
	readonly op: 'add';
	readonly a: BufferRef;
	readonly b: BufferRef;
	/** i32 [sequences]: sequences to leave as they are; needs `starts`. */
	readonly unless?: BufferRef;
	/** i32 [sequences+1]. */
	readonly starts?: BufferRef;
}

/**
 * Normalises each row to mean 0 and variance 1, then scales and shifts: (x − mean) / √(variance + epsilon) · gain + bias. Rows of sequences
 * whose `unless` flag is not zero are x.
 */
export interface LayerNormOp extends OpBase {
	readonly op: 'layer-norm';
	readonly x: BufferRef;
	/** [columns]. */
	readonly gain: BufferRef;
	/** [columns]. */
	readonly bias: BufferRef;
	readonly epsilon: number;
	/** i32 [sequences]: sequences to leave as they are; needs `starts`. */
	readonly unless?: BufferRef;
	/** i32 [sequences+1]. */
	readonly starts?: BufferRef;
}

/** Softmax of each row. An entry of −∞ gets 0; a row of nothing else is all zeros. */
export interface SoftmaxOp extends OpBase {
	readonly op: 'softmax';
	readonly x: BufferRef;
}

/** The column of the largest entry of each row, the first on a tie; out is i32 [rows]. NaN never wins; a row of NaN gives 0. */
export interface ArgmaxOp extends OpBase {
	readonly op: 'argmax';
	readonly x: BufferRef;
}

/**
 * The halting test. For every sequence that still runs (out is 0): adds 1 to `passes`; then, where all entries of all its rows of `tests` are
 * positive (an empty sequence has none, so it passes), writes 1 to out; else, where `passes` has reached `limits`, writes 2.
 * Sequences that do not run any more are left as they are.
 */
export interface HaltOp extends OpBase {
	readonly op: 'halt';
	/** [rows, tests]; absent: no sequence halts by test. */
	readonly tests?: BufferRef;
	/** i32 [sequences+1]. */
	readonly starts: BufferRef;
	/** i32 [sequences], counted up. */
	readonly passes: BufferRef;
	/** i32 [sequences], at least 1 where the sequence is to run. */
	readonly limits: BufferRef;
}
