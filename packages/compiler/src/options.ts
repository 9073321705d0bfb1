import type { Profile } from '@alta-ts/core';
import type { CodecReference, TensorDType } from '@alta-ts/model';
import type { OptionalPass, PassReport } from './passes/pass.js';

/** What weights are for: the architecture of the ALTA paper, or a plain Transformer. */
export type Target = 'alta' | 'standard';

/** How a program is compiled. */
export interface CompileOptions {
	/**
	 * `alta`: the architecture of the ALTA paper (clipped ReLU, four-layer MLP, relative masks), with a null key in attention.
	 * `standard`: plain softmax attention and ReLU MLPs with one hidden layer, which any Transformer implementation runs.
	 */
	readonly target?: Target;
	/** For the target `standard`: whether no position sees a later one. By default all positions see each other. */
	readonly causal?: boolean;
	/**
	 * How often a stage that loops is to run: the model then has so many copies of its layers, and
	 * tests at the end whether they were enough.
	 */
	readonly unrolled?: number;
	/** The arithmetic the weights are for; f32 by default. */
	readonly dtype?: TensorDType;
	/** The longest input the model must take. By default the program's `positions`, or no limit. */
	readonly maxLength?: number;
	/** How text becomes tokens, to travel with the model. */
	readonly codec?: CodecReference;
	/** What the program does on the only inputs that the model is for: what it does not do there is left out. By default the model is for all inputs. */
	readonly profile?: Profile;
	/**
	 * Compile although the dtype is too coarse (ALTA4003, ALTA4007): the certificate then guarantees nothing and says why. By default that is
	 * refused.
	 */
	readonly allowInexact?: boolean;
	/** Passes to switch off. */
	readonly without?: readonly OptionalPass[];
	/** Told after every pass over the program what it changed. */
	readonly onPass?: (report: PassReport) => void;
}
