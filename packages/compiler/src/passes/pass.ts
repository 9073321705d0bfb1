import type { Program, Row, Value } from '@alta-ts/core';

/** Passes that only make the model smaller; each can be switched off. */
export type OptionalPass =
	| 'profile'
	| 'reachability'
	| 'sharing'
	| 'simplify'
	| 'liveness'
	| 'order'
	| 'merge'
	| 'linear-forms'
	| 'write-enable'
	| 'ordinals';

/** What is known of the runs that a model is for, beyond what the program says. */
export interface RunLimits {
	/** Whether a variable ever holds a value of its domain; for outputs of heads that are not kept, whether tables ever find it there. */
	readonly occurs?: (variable: string, value: Value) => boolean;
	/** Rows of the program that fire in none of the runs. */
	readonly neverFires?: ReadonlySet<Row>;
}

/** A pass that makes a program smaller without changing what it computes in the runs that the model is for. */
export interface ProgramPass {
	readonly name: OptionalPass;
	/** What it does, in a line. */
	readonly does: string;
	readonly run: (program: Program, limits: RunLimits) => PassResult;
}

/** What a pass made of a program. */
export interface PassResult {
	readonly program: Program;
	/** What it changed, a line each; empty if nothing. */
	readonly changes: readonly string[];
	/** What is known of the runs now, if that changed. */
	readonly limits?: RunLimits;
	/** For variables that stand for others from now on: the names of those. */
	readonly also?: Names;
}

/** Names of variables by the name of the variable that stands for them. */
export type Names = ReadonlyMap<string, readonly string[]>;

/** A pass that ran, for whoever wants to see what the compiler does. */
export interface PassReport extends PassResult {
	readonly pass: OptionalPass;
	readonly does: string;
	/** The program that went in. */
	readonly before: Program;
}
