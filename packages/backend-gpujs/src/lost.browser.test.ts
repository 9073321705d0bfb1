import type { Backend, Plan, Tensor } from '@alta-ts/tensor';
import { withScope } from '@alta-ts/tensor';
import type { IKernelRunShortcut } from 'gpu.js';
import { expect, test } from 'vitest';
import { backendOn } from './backend-on.js';
import { openDevice } from './device/open-device.js';
import { createGpuJsBackend } from './index.js';
import { tapped } from './testing/tapped-gpujs.js';

const rows: Plan['inputs'][string] = { dtype: 'f32', shape: ['rows'] };
const twice: Plan = {
	name: 'twice',
	constants: {},
	inputs: { x: rows },
	buffers: { y: rows },
	outputs: ['y'],
	steps: [{ op: 'add', label: 'sum', a: 'x', b: 'x', out: 'y' }],
};

/** The same sum again and again, for seconds. */
const oftenTwice: Plan = { ...twice, name: 'often', steps: [{ op: 'repeat', label: 'again', atMost: 5000, steps: twice.steps }] };

/** What takes the device of a kernel away, as a driver would. */
const lose = {
	webgl2: async ({ context }: IKernelRunShortcut) => {
		const gl: { getExtension(name: string): { loseContext(): void } | null } = context;
		gl.getExtension('WEBGL_lose_context')?.loseContext();
	},
	webgpu: async ({ context }: IKernelRunShortcut) => {
		const { device }: { readonly device: GPUDevice } = context;
		device.destroy();
		await device.lost;
	},
};

async function answer(backend: Backend, plan: Plan = twice): Promise<Tensor['data'] | undefined> {
	return withScope(backend, async (scope) => {
		const executable = await scope.prepare(plan);
		const x = scope.upload({ dtype: 'f32', shape: [2], data: Float32Array.of(1, 2) }, 'x');
		const { outputs } = await scope.run(executable, { x });
		return outputs.y === undefined ? undefined : (await backend.read(outputs.y)).data;
	});
}

test.each(['webgl2', 'webgpu'] as const)('a lost device of %s is told as such, and a new backend gives the same answer', async (mode) => {
	const kernels: IKernelRunShortcut[] = [];
	const backend = backendOn(await openDevice(mode, tapped({ made: (kernel) => kernels.push(kernel) })), mode);
	const before = await answer(backend);
	expect(before).toEqual(Float32Array.of(2, 4));
	for (const kernel of kernels) await lose[mode](kernel);
	await expect(answer(backend)).rejects.toThrow(/ALTA5061/);
	backend.dispose();
	const next = await createGpuJsBackend({ mode });
	expect(await answer(next)).toEqual(before);
	next.dispose();
});

test.each(['webgl2', 'webgpu'] as const)(
	'a device of %s that is lost in the middle of a run is told, though the run leaves the thread no pause',
	async (mode) => {
		const kernels: IKernelRunShortcut[] = [];
		const backend = backendOn(await openDevice(mode, tapped({ made: (kernel) => kernels.push(kernel) })), mode);
		await answer(backend);
		const run = answer(backend, oftenTwice);
		setTimeout(() => kernels.forEach((kernel) => void lose[mode](kernel)), 100);
		await expect(run).rejects.toThrow(/ALTA5061/);
		backend.dispose();
	},
);
