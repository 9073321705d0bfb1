import type { TensorDType } from './tensor.js';

/** What a compiler guarantees about a model: on which inputs and in which arithmetic it equals the program. */
export interface Certificate {
	/** `exact`: for every input. `conditional`: for every input that meets `conditions`. `none`: the compiler was told to compile although it cannot vouch for the weights. */
	readonly guarantee: 'exact' | 'conditional' | 'none';
	/** Where the guarantee is `none`, why: the refusals that were overridden. */
	readonly reasons?: readonly string[];
	/** The longest input it holds for; null when it holds for any length. */
	readonly maxLength: number | null;
	readonly dtype: TensorDType;
	/** What an input must meet, in words; empty when `guarantee` is `exact`. */
	readonly conditions: readonly string[];
	/** The largest absolute error of a coordinate of the residual stream between layers, for this dtype. */
	readonly tolerance: number;
	/** What was checked, each with how much room there is; the first is the tightest. */
	readonly margins: readonly Margin[];
}

/** One inequality behind the guarantee: `needs` must not exceed `has`. */
export interface Margin {
	/** The place, such as `variable ones` or `head left`. */
	readonly place: string;
	/** What is compared, in words. */
	readonly what: string;
	readonly needs: number;
	readonly has: number;
}
