import type { Value } from '@alta-ts/core';

/** What a verification found. */
export interface VerifyReport {
	readonly program: string;
	/** How many inputs were compared. */
	readonly inputs: number;
	/** How many inputs the program did not halt on within the layers it was allowed. */
	readonly stopped: number;
	/** The tokens of the first few of these. */
	readonly stoppedOn: readonly (readonly string[])[];
	/** Layers executed, over all inputs. */
	readonly layers: number;
	/** How many values of a variable at a position were compared, over all inputs, layers and sublayers. */
	readonly compared: number;
	/** How many of them differ, in symbol or number, or in what came out in the end. */
	readonly differences: number;
	/** The difference that comes first: the earliest input, and in it the earliest layer, sublayer, position and variable. */
	readonly first: Difference | null;
	/** Variables of the program that the weights do not hold, since nothing depends on them; they are not compared. */
	readonly notStored: readonly string[];
	/** The largest absolute error of a coordinate that was allowed. */
	readonly tolerance: number;
}

/** A place where the program and its weights part. */
export interface Difference {
	/** Index of the input, and its tokens. */
	readonly input: number;
	readonly tokens: readonly string[];
	/** `embedding`, `attention` or `updates` inside a layer, and `run` for what concerns the run as a whole: output, layers, halting. */
	readonly sublayer: 'embedding' | 'attention' | 'updates' | 'run';
	/** How many layers ran before this one; null for the embedding and the run. */
	readonly layer: number | null;
	/** The layer by its place in the program; null for the embedding and the run. */
	readonly place: { readonly stage: number; readonly pass: number; readonly layer: number } | null;
	readonly position: number | null;
	/** The variable, or `output`, `layers` or `halted`. */
	readonly variable: string;
	/** What the interpreter says; null stands for undefined, sets are arrays. */
	readonly expected: JsonValue;
	/** What the weights say. */
	readonly actual: JsonValue;
	/** The coordinate that is furthest off, when the symbols agree and only the numbers differ, or with them. */
	readonly coordinate: { readonly name: string; readonly expected: number; readonly actual: number } | null;
}

/** A value as JSON has it. */
export type JsonValue = string | number | boolean | null | readonly (string | number | boolean)[];

/** Writes a value as JSON: undefined as null, a set as an array. */
export function jsonValue(value: Value): JsonValue {
	if (value === undefined) return null;
	return typeof value === 'object' ? [...value] : value;
}
