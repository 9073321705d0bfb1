import type { IGPUKernelSettings, IKernelRunShortcut } from 'gpu.js';
import type { GpuJsMode } from '../modes.js';

/** What this package uses of an instance of gpu.js. */
export interface GpuInstance {
	createKernel(source: string, settings: IGPUKernelSettings): IKernelRunShortcut;
	destroy(): Promise<void>;
}

/** What this package uses of gpu.js. */
export interface GpuJs {
	readonly GPU: new (settings: { readonly mode: GpuJsMode }) => GpuInstance;
}

/** The package gpu.js; undefined where it is not installed. Rejects with what it says where it is, and does not load. */
export async function loadGpuJs(): Promise<GpuJs | undefined> {
	try {
		return await import('gpu.js');
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes("'gpu.js'"))
			return undefined;
		throw error;
	}
}
