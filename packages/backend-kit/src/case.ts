import type { Backend, DType, Step } from '@alta-ts/tensor';

/** What a case works with. */
export interface CaseContext {
	/** The backend under test. What a case leaves undisposed is a problem of the case's own making, so cases use scopes. */
	readonly backend: Backend;
	/** Another instance of the same backend, for cases that dispose it or need two. The case disposes it. */
	readonly create: () => Promise<Backend>;
}

/** One thing a backend has to do. Cases are plain values: a test runner registers them, and a program can run them without one. */
export interface BackendCase {
	/** Begins with the op and dtype where it is about one: `linear f32: …`. No two cases have the same name. */
	readonly name: string;
	/** The op it is about. Where the backend refuses it, the case is not run. */
	readonly op?: Step['op'];
	/** The dtype it is about, likewise. */
	readonly dtype?: DType;
	/** Further ops and dtypes it needs. */
	readonly needs?: readonly (readonly [op: Step['op'], dtype: DType])[];
	/** Tries it, and returns what is wrong, a sentence each; nothing where all is well. */
	readonly run: (context: CaseContext) => Promise<readonly string[]>;
}

/** How a case went. */
export interface CaseResult {
	readonly name: string;
	readonly op?: Step['op'];
	readonly dtype?: DType;
	readonly status: 'passed' | 'failed' | 'not run';
	/** What is wrong, for `failed`. */
	readonly problems: readonly string[];
	/** Why, for `not run`. */
	readonly reason?: string;
}
