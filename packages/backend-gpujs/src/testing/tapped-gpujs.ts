import { GPU, type IGPUKernelSettings, type IKernelRunShortcut } from 'gpu.js';
import type { GpuInstance, GpuJs } from '../device/load-gpujs.js';
import type { GpuJsMode } from '../modes.js';

/** How a test changes the kernels of gpu.js. */
export interface Tap {
	/** Changes the text of a kernel before it is compiled. */
	readonly source?: (source: string) => string;
	/** What kernels say that they run on. */
	readonly context?: object;
	/** Is given every kernel. */
	readonly made?: (kernel: IKernelRunShortcut) => void;
}

/** gpu.js with a tap. */
export function tapped({ source: change = String, context, made }: Tap): () => Promise<GpuJs> {
	class TappedGpu implements GpuInstance {
		readonly #gpu: GPU;
		constructor(settings: { readonly mode: GpuJsMode }) {
			this.#gpu = new GPU(settings);
		}
		createKernel(source: string, settings: IGPUKernelSettings): IKernelRunShortcut {
			const kernel = this.#gpu.createKernel(change(source), settings);
			made?.(kernel);
			return context === undefined ? kernel : Object.assign(kernel, { context });
		}
		async destroy(): Promise<void> {
			await this.#gpu.destroy();
		}
	}
	return async () => ({ GPU: TappedGpu });
}
