import type { Value } from './program.js';

/** What a program does on some inputs: what of it a model for just these inputs needs. */
export interface Profile {
	/** How many inputs there were. */
	readonly inputs: number;
	/** Eight hexadecimal digits that tell these inputs from others. */
	readonly digest: string;
	/** How many inputs did not halt within the layers they were given: what they would have done later is missing. */
	readonly unfinished: number;
	/**
	 * By variable: the values of its domain that it held, a number by the centre of its bucket, and undefined where a table could have found it so.
	 */
	readonly values: ReadonlyMap<string, readonly Value[]>;
	/** By the indices of stage, layer and update: the indices of the rows that fired. */
	readonly fired: readonly (readonly (readonly ReadonlySet<number>[])[])[];
}
