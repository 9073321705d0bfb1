import type { OptionDeclaration } from '../options.js';

/** The option of programs whose size depends on the longest input. */
export type MaxLength = { readonly maxLength: number };

/** The most positions a program is built for: its tables, and the weights compiled from them, grow with it. */
export const maxLengthDefaults: MaxLength = { maxLength: 50 };

/** Declares {@link MaxLength}. */
export const maxLengthOptions: { readonly maxLength: OptionDeclaration } = {
	maxLength: { type: 'integer', min: 1, max: 10_000, help: 'It is the longest input in positions, an end token included.' },
};
