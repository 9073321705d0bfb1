import type { Certificate } from './certificate.js';
import type { Config } from './config.js';
import type { Layout } from './layout.js';
import type { Tensor } from './tensor.js';

/** The format tag of this version of the model. */
export const MODEL_FORMAT = 'alta-model/1';

/** A Transformer as plain data: an architecture, named tensors, and a layout that says what they mean. */
export interface Model {
	readonly format: typeof MODEL_FORMAT;
	readonly name: string;
	readonly config: Config;
	readonly layout: Layout;
	readonly tensors: Readonly<Record<string, Tensor>>;
	/** How text becomes tokens and answers become text: a task of the program library, by name and options. */
	readonly codec?: CodecReference;
	/** What the compiler guarantees. Absent for models that were not compiled. */
	readonly certificate?: Certificate;
}

/** A codec by name. */
export interface CodecReference {
	readonly name: string;
	readonly options: Readonly<Record<string, string | number | boolean>>;
}
