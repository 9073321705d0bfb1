import type { Attend } from './attend.js';
import type { Readout } from './program.js';
import type { RowBuilder } from './row-builder.js';
import type { Names, State, Types, Variables } from './state-types.js';

/** The updates of a layer: a function or several, rows, linear maps, or some of each. */
export interface UpdateSpec<V, H> {
	/** What happens at every position, as a function or as several that apply side by side. It is traced into tables, never kept. */
	readonly mlp?: ((z: State<V, H>) => void) | Readonly<Record<string, (z: State<V, H>) => void>>;
	/** The same, written as rows. */
	readonly rows?: (b: RowBuilder<V, H>) => void;
	/** For a numerical variable, the numericals it becomes the weighted sum of, by name, and what is added. */
	readonly linear?: { readonly [K in keyof V]?: LinearSpec<V, H> };
}

/** A weighted sum of numericals plus a bias (0 by default). */
export interface LinearSpec<V, H> {
	readonly of: { readonly [K in keyof V | keyof H]?: number };
	readonly bias?: number;
}

/** A variable and the value it has at every position when a loop is done. */
export type ConditionSpec<V> = {
	readonly [K in Extract<keyof V, string>]: { readonly variable: K; readonly equals: Types<V>[K] | undefined };
}[Extract<keyof V, string>];

/** One layer of a stage, with the heads it runs. */
export interface LayerSpec<V, H> extends UpdateSpec<V, H> {
	/** Names of heads; none by default. */
	readonly heads?: readonly Extract<keyof H, string>[];
}

/** Layers that run one after the other, once by default. */
export interface StageSpec<V, H> {
	readonly layers: readonly LayerSpec<V, H>[];
	readonly repeat?: number | { readonly until: ConditionSpec<V>; readonly atMost?: number };
}

/** The heads, each of which may speak of variables and of other heads' outputs. */
export type HeadSpecs<V, H> = { readonly [K in keyof H]: Attend<Names<V, H>, Names<V, H>> };

/** Declarations of heads by the names of their outputs. */
export type Heads = Readonly<Record<string, Attend<string>>>;

/** What `defineProgram` takes. Exactly one of `halt`, `layers` and `stages` says how often what runs. */
export interface ProgramSpec<V extends Variables, H> extends UpdateSpec<NoInfer<V>, NoInfer<H>> {
	readonly name: string;
	/** The vocabulary, in id order. */
	readonly tokens: readonly string[];
	/** The longest input; needed where a variable is initialised by position. */
	readonly positions?: number;
	/** The variables by name, in layout order. */
	readonly variables: V;
	/** The heads by the names of their outputs. Without `stages`, every layer runs all of them. */
	readonly heads?: H & HeadSpecs<V, H>;
	/** Where the answer is. */
	readonly output: NoInfer<Names<V, H>> | Readout;
	/** One stage of one layer, repeated until the variable has the value at every position, at most `atMost` times. */
	readonly halt?: ConditionSpec<NoInfer<V>> & { readonly atMost?: number };
	/** One stage of one layer, repeated so many times. */
	readonly layers?: number;
	/** Several stages, or several layers in a stage. */
	readonly stages?: readonly StageSpec<NoInfer<V>, NoInfer<H>>[];
	/** How many paths tracing may run for a layer; 1,000,000 by default. */
	readonly budget?: number;
}
