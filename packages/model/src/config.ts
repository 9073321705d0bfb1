import type { Atom, OffsetSet } from '@alta-ts/core';

/** The architecture of a model: everything that is not a number in a tensor. Tensors are named after it (see `tensorNames`). */
export interface Config {
	readonly input: InputConfig;
	/** Width of the residual stream. */
	readonly width: number;
	readonly stages: readonly StageConfig[];
	readonly readout: ReadoutConfig;
	/** The longest input the model takes, if there is a limit. */
	readonly maxLength?: number;
}

/** Token ids, embedded by `embedding.token` (and `embedding.position`), or rows of numbers that enter the residual stream as they are. */
export type InputConfig = TokenInput | { readonly kind: 'matrix'; readonly columns: number };

/** Token ids: the id of a token is its index in `tokens`. */
export interface TokenInput {
	readonly kind: 'tokens';
	readonly tokens: readonly string[];
	/** Rows of `embedding.position`, if there is one. */
	readonly positions?: number;
	/**
	 * The name of one more token, with the id `tokens.length`, that is put before every sequence and that heads attend to where nothing else is
	 * selected. It takes the first position; what the model holds there is no part of any answer.
	 */
	readonly sink?: string;
}

/** Layers that run one after the other, `repeat` times over. */
export interface StageConfig {
	readonly layers: readonly LayerConfig[];
	readonly repeat: number | { readonly until: HaltingConfig; readonly atMost?: number };
}

/**
 * A sequence halts after a pass in which every test is positive at every position: `residual · weight + bias > 0`, with tensors
 * `<name>.weight` [width, tests] and `<name>.bias` [tests].
 */
export interface HaltingConfig {
	readonly name: string;
}

/** One layer: attention, then an MLP, each added to the residual stream. */
export interface LayerConfig {
	/** Prefix of the layer's tensors. Layers of the same name share their weights. */
	readonly name: string;
	readonly attention?: AttentionConfig;
	readonly mlp?: MlpConfig;
	/** Whether this is a further block of the layer before it, with which it counts as one: layers are run, counted and compared as a whole. */
	readonly continues?: true;
	/** Layer normalisation before each sublayer, after it, or (as in compiled models) none. */
	readonly norm: 'none' | 'before' | 'after';
}

/** The heads of a layer. Each has tensors `<layer>.attention.<head>.query | key | value | output`, some with `.bias`. */
export interface AttentionConfig {
	readonly heads: readonly HeadConfig[];
}

/** One attention head. */
export interface HeadConfig {
	readonly name: string;
	readonly kind: AttentionKind;
	/** Factor on query · key. */
	readonly scale: number;
	/** Which offsets (key position minus query position) are visible; all of them when absent. */
	readonly offsets?: OffsetSet;
	/** Added to the score, by offset: entry `offset + (length - 1) / 2`, so an odd number of entries. */
	readonly offsetBias?: readonly number[];
	readonly null?: NullKey;
	/** Columns of query and key. */
	readonly keyWidth: number;
	/** Columns of value. */
	readonly valueWidth: number;
}

/**
 * How scores become weights. `softmax`: normalised over the visible keys; `hard`: 1 on the largest score, the first on a tie;
 * `relu`: max(0, score − null logit), not normalised; `linear`: score − null logit.
 * A row with no visible key gives the null value, or zero.
 */
export type AttentionKind = 'softmax' | 'hard' | 'relu' | 'linear';

/** A virtual key that every query sees. Its value is zero, a vector (`<layer>.attention.<head>.null` [valueWidth]), or the value at a position. */
export interface NullKey {
	readonly logit: number;
	readonly value: 'zero' | 'vector' | { readonly position: number };
}

/** A stack of linear layers, `<layer>.mlp.<i>.weight` and `.bias`, with the activation after each but the last. */
export interface MlpConfig {
	readonly activation: Activation;
	/** Units of each hidden layer. */
	readonly hidden: readonly number[];
}

/** `clipped-relu` is min(1, max(0, x)). */
export type Activation = 'none' | 'relu' | 'clipped-relu' | 'gelu' | 'tanh' | 'sigmoid';

/** How the answer is read from the last residual, with tensors `readout.weight` [width, columns] and `readout.bias` [columns]. */
export type ReadoutConfig =
	/** The class of the largest column, the first on a tie; a class may be `null`, which stands for undefined. `tied`: weights are the transposed token embedding. */
	| { readonly kind: 'classes'; readonly classes: readonly (Atom | null)[]; readonly pool: Pool; readonly tied: boolean }
	/** Column 0 is the number; it is undefined where a second column is not above ½. */
	| { readonly kind: 'number'; readonly pool: Pool }
	/** The members whose column is above ½; undefined where a last column beyond the members is not above ½. */
	| { readonly kind: 'set'; readonly members: readonly Atom[]; readonly pool: Pool };

/** One answer per position; one from the mean over positions; or one, at a position. */
export type Pool = 'none' | 'mean' | { readonly position: number };
