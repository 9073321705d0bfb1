import type { Span } from '@alta-ts/core';
import type { Certificate } from '@alta-ts/model';

/** What the weights of a program cost. */
export interface Cost {
	/** False where compiling would take too long to be tried: the numbers are rough then. */
	readonly exact: boolean;
	/** Why compiling was not tried; empty where it was. */
	readonly obstacles: readonly Obstacle[];
	/** Layers of all stages, each once however often it runs. */
	readonly layers: number;
	readonly heads: number;
	/** Width of the residual stream. */
	readonly width: number;
	/** Units of all hidden layers of all MLPs. Layers that share weights count once, here and below. */
	readonly hidden: number;
	/** Table rows after simplification and merging. */
	readonly rows: number;
	/** All numbers of all tensors, zeros included. */
	readonly parameters: number;
	/** Those that are not zero. */
	readonly nonzeros: number;
	/** Bytes of the tensors as they are saved, sparse. */
	readonly bytes: number;
	/** What variables, heads and the rest cost, the most expensive first. */
	readonly parts: readonly CostPart[];
	/** What rows and variables cost that know their place in a source text, the most expensive first; empty where none does. */
	readonly places: readonly CostPlace[];
	/** What the weights are guaranteed to give; absent where compiling was not tried. */
	readonly certificate?: Certificate;
}

/** What a part of a program costs. What several parts share is divided among them, so that numbers may be fractions. */
export interface CostPart {
	/**
	 * A variable, with all that initialises, writes and asks for it; a head, with what fetches and erases; a condition on several variables together;
	 * `output`; or what a target adds.
	 */
	readonly kind: 'variable' | 'head' | 'condition' | 'output' | 'target';
	readonly name: string;
	readonly units: number;
	readonly nonzeros: number;
}

/** What a place in a source text costs. */
export interface CostPlace {
	readonly span: Span;
	readonly units: number;
	readonly nonzeros: number;
}

/** Why compiling would take too long. */
export interface Obstacle {
	/** In words: what is too large. */
	readonly what: string;
	/** The variables whose numbers of values multiply, the largest first. */
	readonly multiplies: readonly Factor[];
	/** The variable whose tables are meant, if it is those of one. */
	readonly writes?: string;
}

/** A variable of which tables tell so many values, or groups of values, apart. */
export interface Factor {
	readonly variable: string;
	readonly values: number;
}
