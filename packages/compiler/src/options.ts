import type { CodecReference, TensorDType } from '@alta-ts/model';
import type { OptionalPass, PassReport } from './pass.js';

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
	/** Passes to switch off. */
	readonly without?: readonly OptionalPass[];
	/** Told after every pass over the program what it changed. */
	readonly onPass?: (report: PassReport) => void;
}
