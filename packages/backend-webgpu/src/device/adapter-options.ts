/** Which adapter is wanted. */
export interface AdapterOptions {
	/**
	 * The entry to WebGPU: `navigator.gpu` of a browser, or what `create` of the package `webgpu` makes. When absent it is the browser's, or in
	 * Node that of the package `webgpu`.
	 */
	readonly gpu?: GpuEntry;
	/** What is asked of the entry; a fast adapter when absent. */
	readonly adapter?: AdapterRequest;
}

/** What is used of an entry to WebGPU. It is written out, so that a project needs no types of WebGPU to use this package. */
export interface GpuEntry {
	requestAdapter(request?: AdapterRequest): Promise<object | null>;
}

/** What is asked of an entry to WebGPU, as its specification names it. */
export interface AdapterRequest {
	/** A fast card, or one that saves power. It is a hint: the browser or the driver decides. */
	readonly powerPreference?: 'low-power' | 'high-performance';
	/** Whether it has to be an adapter in software. */
	readonly forceFallbackAdapter?: boolean;
}
