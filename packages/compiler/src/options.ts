import type { CodecReference, TensorDType } from '@alta-ts/model';

/** How a program is compiled. */
export interface CompileOptions {
	/** `alta`: the architecture of the ALTA paper (clipped ReLU, four-layer MLP, relative masks), with a null key in attention. */
	readonly target?: 'alta';
	/** The arithmetic the weights are for; f32 by default. */
	readonly dtype?: TensorDType;
	/** The longest input the model must take. By default the program's `positions`, or no limit. */
	readonly maxLength?: number;
	/** How text becomes tokens, to travel with the model. */
	readonly codec?: CodecReference;
	/** Passes to switch off; only optional ones can be. */
	readonly without?: readonly OptionalPass[];
}

/** Passes that only make the model smaller. */
export type OptionalPass = 'simplify';
