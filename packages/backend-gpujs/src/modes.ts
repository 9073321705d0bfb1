/** What gpu.js runs kernels on. `gpu.js` itself would choose, and fall back from one to another; here the caller chooses, and it stays. */
export type GpuJsMode = 'webasm' | 'cpu' | 'webgl2' | 'webgpu';

/** What is to be known of a mode. */
export interface ModeFacts {
	/** A sentence for people. */
	readonly description: string;
	/** What gpu.js calls the mode of a kernel that runs in it. */
	readonly kernels: string;
	/** What to do where it does not work. */
	readonly fix: string;
}

/** All modes. The first works everywhere. */
export const modes: Readonly<Record<GpuJsMode, ModeFacts>> = {
	webasm: {
		kernels: 'webasm',
		description: 'Kernels of gpu.js, compiled to WebAssembly on the processor',
		fix: 'Use the mode "cpu", which needs nothing.',
	},
	cpu: {
		kernels: 'cpu',
		description: 'Kernels of gpu.js, as JavaScript on the processor',
		fix: 'Allow the page to compile code from text.',
	},
	webgl2: {
		kernels: 'gpu',
		description: 'Kernels of gpu.js, as shaders of WebGL 2',
		fix: 'Use a browser with WebGL 2 and float textures, or the mode "webasm".',
	},
	webgpu: {
		kernels: 'webgpu',
		description: 'Kernels of gpu.js, as shaders of WebGPU',
		fix: 'Use a browser with WebGPU and an adapter, or the mode "webasm".',
	},
};
