/** What gpu.js runs kernels on. `gpu.js` itself would choose, and fall back from one to another; here the caller chooses, and it stays. */
export type GpuJsMode = 'webasm' | 'cpu' | 'webgl2' | 'webgpu';

/** What is to be known of a mode. */
export interface ModeFacts {
	/** A sentence for people. */
	readonly description: string;
	/** What gpu.js calls the mode of a kernel that runs in it. */
	readonly kernels: string;
	/** What is not there where it does not work, as a sentence. */
	readonly missing: string;
	/** What to do about it. */
	readonly fix: string;
}

/** All modes. The first works everywhere. */
export const modes: Readonly<Record<GpuJsMode, ModeFacts>> = {
	webasm: {
		kernels: 'webasm',
		description: 'Kernels of gpu.js, compiled to WebAssembly on the processor',
		missing: 'WebAssembly does not work here.',
		fix: 'Use the mode "cpu", which needs nothing.',
	},
	cpu: {
		kernels: 'cpu',
		description: 'Kernels of gpu.js, as JavaScript on the processor',
		missing: 'Nothing can be compiled from text here.',
		fix: 'Allow the page to compile code from text.',
	},
	webgl2: {
		kernels: 'gpu',
		description: 'Kernels of gpu.js, as shaders of WebGL 2',
		missing: 'There is no WebGL 2 with float textures here.',
		fix: 'Use a browser with WebGL 2 and float textures, or the mode "webasm".',
	},
	webgpu: {
		kernels: 'webgpu',
		description: 'Kernels of gpu.js, as shaders of WebGPU',
		missing: 'There is no WebGPU with an adapter here.',
		fix: 'Use a browser with WebGPU and an adapter, or the mode "webasm".',
	},
};
