import { isAltaError, type Problem } from '@alta-ts/diagnostics';

/** What went wrong, as plain data: problems of the toolchain, or else what the browser says. */
export type Failure = { readonly problems: readonly Problem[] } | { readonly message: string };

/** An error that carries what went wrong in the worker. */
export class MachineError extends Error {
	constructor(readonly failure: Failure) {
		super('message' in failure ? failure.message : failure.problems.map(({ what }) => what).join(' '));
	}
}

/** What an error says that was caught. */
export function failureOf(error: unknown): Failure {
	if (error instanceof MachineError) return error.failure;
	if (isAltaError(error)) return { problems: error.problems };
	return { message: error instanceof Error ? error.message : String(error) };
}

/** Whether it is of a backend, and not of what was asked of it: the backend may have gone, or be of no use any more. */
export function isOfBackend(failure: Failure): boolean {
	return 'problems' in failure && failure.problems.some(({ code }) => code.startsWith('ALTA50'));
}
