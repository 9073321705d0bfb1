import { altaError } from '@alta-ts/diagnostics';
import { printBytes } from '@alta-ts/tensor';

/** The error, ALTA5029, of something that memory has no room for. */
export function outOfMemory(label: string, bytes: number, mostBytes: number, where: readonly string[]): Error {
	return altaError('ALTA5029', {
		what: `"${label}" takes ${printBytes(bytes)}, and there is no room for it.`,
		where: ['backend cpu', ...where, `tensor ${label}`],
		why: `All numbers of this backend lie in one memory of at most ${printBytes(mostBytes)}, or as many as the machine gives.`,
		fix: 'Dispose buffers that are not needed any more, or run smaller batches.',
	});
}
