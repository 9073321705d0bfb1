import type { GpuEntry } from './adapter-options.js';
import type { Unavailable } from './device-errors.js';
import { loadWebGpu } from './load-webgpu.js';

/**
 * Every entry that was used. Dawn, the WebGPU of Node, crashes once the object that it was made with is collected, so none ever is.
 */
const held = new Set<GpuEntry>();

let ofNode: Promise<GPU | Unavailable> | undefined;

/** The entry to WebGPU: the given one, or else that of the host; why there is none where there is none. */
export async function findGpu(given?: GpuEntry): Promise<GpuEntry | Unavailable> {
	const entry = given ?? (await gpuOfHost());
	if ('requestAdapter' in entry) held.add(entry);
	return entry;
}

/** The entry to WebGPU of the browser, or else of the package `webgpu`; why there is none where there is none. */
export async function gpuOfHost(): Promise<GPU | Unavailable> {
	const found = gpuOfBrowser();
	if (found !== undefined) return found;
	if (isNode()) {
		ofNode ??= loadWebGpu();
		return ofNode;
	}
	return { reason: 'This browser has no WebGPU.', fix: 'Use one that has WebGPU, on a page from https or localhost.' };
}

/** The browser's entry to WebGPU; undefined in Node, and in browsers without it. */
export function gpuOfBrowser(): GPU | undefined {
	const navigator: { readonly gpu?: GPU } | undefined = Reflect.get(globalThis, 'navigator');
	return navigator?.gpu;
}

function isNode(): boolean {
	const process: { readonly versions?: { readonly node?: string } } | undefined = Reflect.get(globalThis, 'process');
	return process?.versions?.node !== undefined;
}
