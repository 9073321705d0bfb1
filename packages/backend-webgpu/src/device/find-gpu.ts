/**
 * Every GPU object that was used. Dawn, the WebGPU of Node, crashes once the object that it was made with is collected, so none ever is.
 */
const held = new Set<GPU>();

let ofNode: Promise<GPU | undefined> | undefined;

/** The entry to WebGPU: the given one, the browser's, or else the one of the package `webgpu`; undefined where there is none. */
export async function findGpu(given?: GPU): Promise<GPU | undefined> {
	const gpu = given ?? gpuOfBrowser() ?? (await gpuOfNode());
	if (gpu !== undefined) held.add(gpu);
	return gpu;
}

/** The browser's entry to WebGPU; undefined in Node, and in browsers without it. */
export function gpuOfBrowser(): GPU | undefined {
	const navigator: { readonly gpu?: GPU } | undefined = Reflect.get(globalThis, 'navigator');
	return navigator?.gpu;
}

function gpuOfNode(): Promise<GPU | undefined> {
	ofNode ??= createInNode();
	return ofNode;
}

/** The name is not written into the import, so that bundlers for browsers do not look for the package. */
async function createInNode(): Promise<GPU | undefined> {
	const name = 'webgpu';
	try {
		const { create }: typeof import('webgpu') = await import(/* @vite-ignore */ name);
		return create([]);
	} catch {
		return undefined;
	}
}
