/** What this package uses of gpu.js. */
export type GpuJs = Pick<typeof import('gpu.js'), 'GPU'>;

/** The package gpu.js; undefined where it is not installed. */
export async function loadGpuJs(): Promise<GpuJs | undefined> {
	try {
		return await import('gpu.js');
	} catch {
		return undefined;
	}
}
