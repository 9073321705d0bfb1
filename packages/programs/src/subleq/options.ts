import type { OptionDeclaration } from '../options.js';

/** How large the machine is. */
export type SubleqOptions = { readonly cells: number; readonly minValue: number; readonly maxValue: number };

/** The machine of the paper. */
export const subleqDefaults: SubleqOptions = { cells: 16, minValue: -16, maxValue: 16 };

/** Declares {@link SubleqOptions}. */
export const subleqOptions: { readonly [K in keyof SubleqOptions]: OptionDeclaration } = {
	cells: { type: 'integer', min: 1, max: 64, help: 'It is the most cells a memory can have.' },
	minValue: { type: 'integer', min: -64, max: -1, help: 'It is the least number that a cell can hold.' },
	maxValue: { type: 'integer', min: 1, max: 64, help: 'It is the largest number that a cell can hold.' },
};
