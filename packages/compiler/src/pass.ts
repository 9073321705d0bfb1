import type { Program } from '@alta-ts/core';

/** Passes that only make the model smaller; each can be switched off. */
export type OptionalPass = 'simplify';

/** A pass that makes a program smaller without changing what it computes. */
export interface ProgramPass {
	readonly name: OptionalPass;
	/** What it does, in a line. */
	readonly does: string;
	readonly run: (program: Program) => PassResult;
}

/** What a pass made of a program. */
export interface PassResult {
	readonly program: Program;
	/** What it changed, a line each; empty if nothing. */
	readonly changes: readonly string[];
}

/** A pass that ran, for whoever wants to see what the compiler does. */
export interface PassReport extends PassResult {
	readonly pass: OptionalPass;
	readonly does: string;
	/** The program that went in. */
	readonly before: Program;
}
