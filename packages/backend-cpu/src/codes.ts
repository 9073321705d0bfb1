import type { CodeTable } from '@alta-ts/diagnostics';

/** The codes of this package. */
export const codes: CodeTable = {
	ALTA5050: {
		title: 'Worker thread that ended',
		help: 'A thread on which the backend ran a part of a batch could not start or has ended, so that the batch has no answer. A process that forbids workers, or has no memory left, is a likely reason.',
	},
	ALTA5051: {
		title: 'Impossible option of the CPU backend',
		help: 'The option does not exist, or its value is none it can have: kernels there are not, a number of threads that is not whole, more memory than 4 GiB.',
	},
};
