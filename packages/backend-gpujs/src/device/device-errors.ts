import { altaError } from '@alta-ts/diagnostics';
import { type GpuJsMode, modes } from '../modes.js';

/** The error, ALTA5060, where gpu.js has nothing to run on. */
export function unavailableError(mode: GpuJsMode, reason: string, fix: string = modes[mode].fix): Error {
	return altaError('ALTA5060', {
		what: `gpu.js cannot work here in the mode "${mode}".`,
		where: [`backend gpujs`, `mode ${mode}`],
		why: reason,
		fix,
	});
}

/** The error, ALTA5061, of a device that went away. */
export function lostError(mode: GpuJsMode): Error {
	return altaError('ALTA5061', {
		what: 'The device that gpu.js works on was lost.',
		where: ['backend gpujs', `mode ${mode}`],
		why: 'Its driver was reset, the page ran out of graphics memory, or something destroyed it.',
		fix: 'Make a new backend and run again.',
	});
}

/** The error, ALTA5062, of a kernel that did not run as it should. */
export function kernelError(mode: GpuJsMode, kernel: string, why: string): Error {
	return altaError('ALTA5062', {
		what: `gpu.js could not run the kernel "${kernel}".`,
		where: ['backend gpujs', `mode ${mode}`, `kernel ${kernel}`],
		why,
		fix: 'Use another mode of gpu.js, or another backend.',
	});
}

/** The error, ALTA5029, for more than kernels of gpu.js can count. */
export function tooLargeError(where: readonly string[], what: string, entries: number): Error {
	return altaError('ALTA5029', {
		what,
		where: ['backend gpujs', ...where],
		why: `A kernel of gpu.js counts in f32, which is exact up to ${entries}.`,
		fix: 'Pass a smaller batch or shorter sequences, or choose another backend.',
	});
}
