import type { Attend } from './attend.js';
import type { Declared, Initialiser } from './declare.js';
import type { Value } from './program.js';

/** Declarations by name. */
export type Variables = Readonly<Record<string, Declared<Value>>>;

/** What code reads from a variable and writes to it. */
export type TypeOf<D> = D extends { readonly init: Initialiser<infer T> } ? T : never;

/** The types of the declared variables, which can be written. */
export type Types<V> = { -readonly [K in keyof V]: TypeOf<V[K]> };

/** The type of a name, be it a variable's or a head's; a head fetches its value's type. */
export type NamedType<V, H, N> = N extends keyof V ? TypeOf<V[N]> : N extends keyof H ? HeadType<V, H, H[N]> : never;

/** The type of a head's output. */
export type HeadType<V, H, A> = A extends Attend<infer N, infer _R> ? NamedType<V, H, N> : never;

/** The types of the heads' outputs, which can only be read. */
export type HeadTypes<V, H> = { readonly [K in keyof H]: HeadType<V, H, H[K]> };

/** Every name a program knows. */
export type Names<V, H> = Extract<keyof V | keyof H, string>;

/** What code can only read: all variables, and whether they are defined. */
export type Reading<V, H> = Readonly<Types<V>> & HeadTypes<V, H> & Asking<V, H>;

/** The question every function can ask. */
export interface Asking<V, H> {
	/** Whether a variable holds a value at all. A function that simply reads a variable does nothing where it is undefined. */
	defined(name: Names<V, H>): boolean;
}

/** What opens blocks that are traced on their own, so that their reads do not multiply with others. */
export interface Tracer<V, H> extends Asking<V, H> {
	/** Opens a block that applies side by side with the rest, wherever the code comes by. */
	also(block: (z: State<V, H>) => void): void;
	/** Writes what `value` returns. Its reads matter to this one write only; `undefined` makes the variable undefined. */
	write<K extends Extract<keyof V, string>>(name: K, value: (z: Reading<V, H>) => Types<V>[K] | undefined): void;
}

/** What an mlp function works on: variables to read and write, head outputs to read, and {@link Tracer}. */
export type State<V, H> = Types<V> & HeadTypes<V, H> & Tracer<V, H>;
