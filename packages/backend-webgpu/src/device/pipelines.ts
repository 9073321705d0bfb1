import { altaError } from '@alta-ts/diagnostics';
import type { Kernel } from '../kernels/kernel.js';
import type { Device } from './open-device.js';
import { COMPUTE } from './usage.js';

/** A kernel that is compiled. */
export interface Pipeline {
	readonly pipeline: GPUComputePipeline;
	readonly layout: GPUBindGroupLayout;
}

/** The compiled kernels of a device, by name. */
export interface Pipelines {
	/**
	 * Compiles kernels that are not there yet.
	 *
	 * @throws AltaError ALTA5043 with the file and the lines that the device does not take.
	 */
	compile(kernels: Iterable<Kernel>): Promise<void>;
	/** A kernel that was compiled. */
	get(kernel: Kernel): Pipeline;
}

/** No kernels yet. */
export function createPipelines(device: Device): Pipelines {
	const compiled = new Map<string, Promise<Pipeline>>();
	const ready = new Map<string, Pipeline>();
	return {
		compile: async (kernels) => {
			for (const kernel of kernels) {
				const { name } = kernel;
				if (compiled.has(name)) continue;
				const compiling = compileKernel(kernel, device);
				compiled.set(name, compiling);
				// What failed may work another time.
				compiling.catch(() => compiled.delete(name));
			}
			await Promise.all(
				[...kernels].map(async (kernel) => {
					const pipeline = await compiled.get(kernel.name);
					if (pipeline !== undefined) ready.set(kernel.name, pipeline);
				}),
			);
		},
		get: (kernel) => {
			const pipeline = ready.get(kernel.name);
			if (pipeline === undefined) throw new RangeError(`kernel ${kernel.name} was not compiled`);
			return pipeline;
		},
	};
}

/** Compiles one kernel. Throws ALTA5043. */
async function compileKernel(kernel: Kernel, { gpu, wait }: Device): Promise<Pipeline> {
	const { name, wgsl, bindings } = kernel;
	gpu.pushErrorScope('validation');
	const module = gpu.createShaderModule({ label: name, code: wgsl });
	const storages = bindings.map(({ writes }): GPUBufferBindingType => (writes ? 'storage' : 'read-only-storage'));
	const layout = gpu.createBindGroupLayout({
		label: name,
		entries: (['uniform', 'uniform', ...storages] as const).map((type, binding) => ({ binding, visibility: COMPUTE, buffer: { type } })),
	});
	const made = gpu.createComputePipelineAsync({
		label: name,
		layout: gpu.createPipelineLayout({ label: name, bindGroupLayouts: [layout] }),
		compute: { module, entryPoint: 'main' },
	});
	// It is looked at only after the messages of the compiler, which say more.
	made.catch(() => undefined);
	const refused = await wait(gpu.popErrorScope());
	const { messages } = await wait(module.getCompilationInfo());
	const faults = messages.filter(({ type }) => type === 'error');
	if (faults.length > 0) throw shaderError(kernel, faults);
	if (refused !== null) throw shaderError(kernel, [{ lineNum: 0, message: refused.message }]);
	return { pipeline: await wait(made), layout };
}

function shaderError({ name, file, wgsl }: Kernel, faults: readonly Pick<GPUCompilationMessage, 'lineNum' | 'message'>[]): Error {
	const lines = wgsl.split('\n');
	const told = faults.map(({ lineNum, message }) => {
		const line = lines[lineNum - 1];
		return line === undefined ? message.trim() : `line ${lineNum}, "${line.trim()}": ${message.trim()}`;
	});
	return altaError('ALTA5043', {
		what: `The kernel "${name}" does not compile.`,
		where: ['backend webgpu', `src/kernels/${file}`],
		why: `The device says: ${told.join('; ')}`,
		fix: 'Correct the kernel, or report this as a fault, with the adapter that `alta backends` names.',
	});
}
