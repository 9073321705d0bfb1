import { printProblems } from './print.js';
import type { Problem, ProblemFacts } from './problem.js';
import { problem } from './problem.js';

/**
 * The error every alta-ts package throws. It carries all problems that were found, not only the first.
 *
 * Test for it with {@link isAltaError}, which also knows errors thrown by another copy of this library.
 */
export class AltaError extends Error {
	override readonly name: string = 'AltaError';
	readonly problems: readonly Problem[];
	/** The code of the first problem. */
	readonly code: string;
	/** Marks the errors of any copy of this library. */
	readonly altaError: true = true;

	/** @param problems one problem, or all that were found; at least one. */
	constructor(problems: Problem | readonly Problem[], options?: ErrorOptions) {
		const list: readonly Problem[] = Array.isArray(problems) ? problems : [problems];
		super(printProblems(list), options);
		this.problems = list;
		this.code = list[0]?.code ?? 'ALTA0000';
	}
}

/** Builds the error for a single problem, ready to be thrown. */
export function altaError(code: string, facts: ProblemFacts, options?: ErrorOptions): AltaError {
	return new AltaError(problem(code, facts), options);
}

/** Whether a caught value is an {@link AltaError}, of this copy of the library or of another. */
export function isAltaError(error: unknown): error is AltaError {
	return typeof error === 'object' && error !== null && 'altaError' in error;
}

/** Throws one {@link AltaError} with every problem of severity `error`; does nothing when there is none. */
export function throwProblems(problems: readonly Problem[]): void {
	const errors = problems.filter((each) => each.severity === 'error');
	if (errors.length > 0) throw new AltaError(errors);
}
