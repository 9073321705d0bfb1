import { altaError } from '@alta-ts/diagnostics';

/** The error, ALTA5029, for something beyond the arrays of gpu.js that no buffer of the plan shows. */
export function tooLargeError(where: readonly string[], what: string, entries: number): Error {
	return altaError('ALTA5029', {
		what,
		where: ['backend gpujs', ...where],
		why: `A kernel of gpu.js counts in f32, which is exact up to ${entries}.`,
		fix: 'Pass a smaller batch or shorter sequences, or choose another backend.',
	});
}
