import { altaError } from '@alta-ts/diagnostics';
import { printBytes } from '@alta-ts/tensor';

/** Whatever keeps WebGPU from being used, with what to do about it. */
export interface Unavailable {
	readonly reason: string;
	readonly fix: string;
}

/** The error, ALTA5040, of a backend that cannot be made. */
export function unavailableError({ reason, fix }: Unavailable): Error {
	return altaError('ALTA5040', { what: reason, where: ['backend webgpu'], why: 'Plans run on an adapter of WebGPU.', fix });
}

/** The error, ALTA5041, of everything that is asked of a device that went away. */
export function lostError({ reason, message }: Pick<GPUDeviceLostInfo, 'reason' | 'message'>): Error {
	return altaError('ALTA5041', {
		what: 'The device was lost.',
		where: ['backend webgpu'],
		why: `The device says: ${message.trim().replace(/\.$/, '') || reason || 'nothing'}.`,
		fix: 'Make a new backend, and upload and prepare again what is needed.',
	});
}

/** The error, ALTA5029, of what would take more bytes than a buffer may have. */
export function tooLargeError(label: string, bytes: number, most: number): Error {
	return altaError('ALTA5029', {
		what: `"${label}" takes ${printBytes(bytes)}.`,
		where: ['backend webgpu', `tensor ${label}`],
		why: `A buffer of this backend has at most ${printBytes(most)}.`,
		fix: 'Run smaller batches, or divide it into parts.',
	});
}

/** The error, ALTA5042, of a buffer that the device had no room for. */
export function noMemoryError(label: string, bytes: number, said: string): Error {
	return altaError('ALTA5042', {
		what: `The device has no room for "${label}", ${bytes} bytes.`,
		where: ['backend webgpu', `tensor ${label}`],
		why: `The device says: ${firstLine(said)}`,
		fix: 'Dispose buffers that are not needed any more, or run smaller batches.',
	});
}

/** The error, ALTA5044, that a device reports on its own. */
export function reportedError({ message }: Pick<GPUError, 'message'>): Error {
	return altaError('ALTA5044', {
		what: 'The device refused a command.',
		where: ['backend webgpu'],
		why: `The device says: ${firstLine(message)}`,
		fix: 'Report this as a fault, with the adapter that `alta backends` names.',
	});
}

/** Devices add where in their own sources they are. */
function firstLine(message: string): string {
	return message.trim().split('\n')[0] ?? '';
}
