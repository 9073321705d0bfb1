import { isAltaError } from '@alta-ts/diagnostics';
import type { Availability, Backend } from '@alta-ts/tensor';
import { backendOn } from './backend-on.js';
import { openDevice } from './device/open-device.js';
import type { GpuJsMode } from './modes.js';

/** What a backend on gpu.js is made with. */
export interface GpuJsOptions {
	/** What gpu.js runs kernels on; `webasm` by default, which works in Node and in browsers. */
	readonly mode?: GpuJsMode;
}

/**
 * A backend that runs plans on gpu.js: on WebAssembly or as JavaScript everywhere, on WebGL 2 and WebGPU in browsers.
 *
 * Numbers are f32 and i32. Integers stay on the host, so that all of i32 is exact, though gpu.js counts in f32; what is larger than that counts
 * to, 2^24 entries, is refused. It never falls back to another mode.
 *
 * @throws AltaError ALTA5060 where gpu.js is not installed or does not work in this mode; `probeGpuJs` asks first.
 */
export async function createGpuJsBackend({ mode = 'webasm' }: GpuJsOptions = {}): Promise<Backend> {
	return backendOn(await openDevice(mode), mode);
}

/** Whether gpu.js works here in a mode, and on what. */
export async function probeGpuJs({ mode = 'webasm' }: GpuJsOptions = {}): Promise<Availability> {
	try {
		const device = await openDevice(mode);
		device.close();
		return { available: true, adapter: device.adapter };
	} catch (error) {
		return { available: false, ...toldBy(error) };
	}
}

function toldBy(error: unknown): { readonly reason: string; readonly fix: string } {
	const [problem] = isAltaError(error) ? error.problems : [];
	return { reason: problem?.why ?? String(error), fix: problem?.fix ?? 'Use another backend.' };
}
