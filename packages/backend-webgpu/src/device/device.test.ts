import { isAltaError } from '@alta-ts/diagnostics';
import type { Backend, Plan, Tensor } from '@alta-ts/tensor';
import { expect, test } from 'vitest';
import { createWebGpuBackend, type GpuEntry, probeWebGpu } from '../index.js';
import { describeWebGpu } from '../testing/describe-webgpu.js';
import { double, doubled, row } from '../testing/sample.js';
import { createTapped } from '../testing/tap-gpu.js';

function failsWith(code: string, ...mentions: readonly string[]): (error: unknown) => boolean {
	return (error) => isAltaError(error) && error.code === code && mentions.every((mention) => error.message.includes(mention));
}

/** A backend, and the device that it has opened. */
async function createWithDevice(): Promise<{ readonly backend: Backend; readonly device: GPUDevice }> {
	const devices: GPUDevice[] = [];
	const backend = await createTapped({ device: (made) => void devices.push(made) });
	const [device] = devices;
	if (device === undefined) throw new RangeError('no device was opened');
	return { backend, device };
}

/** A GPU object that stands for a machine without a driver. */
const withoutAdapter: GPU = Object.create(null, { requestAdapter: { value: async () => null } });

/** One whose entry itself fails. */
const broken: GPU = Object.create(null, {
	requestAdapter: {
		value: async () => {
			throw new TypeError('blocked by a policy');
		},
	},
});

test('without an adapter it says what is missing and what to do (ALTA5040)', async () => {
	await expect(createWebGpuBackend({ gpu: withoutAdapter })).rejects.toSatisfy(
		failsWith('ALTA5040', 'no adapter', 'vk_swiftshader_icd.json', 'refused'),
	);
	expect(await probeWebGpu({ gpu: withoutAdapter })).toMatchObject({ available: false, reason: 'WebGPU has no adapter here.' });
	expect(await probeWebGpu({ gpu: broken })).toMatchObject({ available: false, reason: expect.stringContaining('blocked by a policy') });
});

test('what gives no adapters is no entry to WebGPU (ALTA5040)', async () => {
	const gpu: GpuEntry = { requestAdapter: async () => ({ name: 'something else' }) };
	await expect(createWebGpuBackend({ gpu })).rejects.toSatisfy(failsWith('ALTA5040', 'no adapters of WebGPU', 'navigator.gpu'));
	expect(await probeWebGpu({ gpu })).toMatchObject({ available: false, fix: expect.stringContaining('create') });
});

describeWebGpu('a device', () => {
	test('is told by its name', async () => {
		const here = await probeWebGpu();
		const backend = await createWebGpuBackend();
		expect(here).toEqual({ available: true, adapter: backend.adapter });
		expect(backend.adapter.description).not.toBe('');
		backend.dispose();
	});

	test('that is lost says so whatever is asked (ALTA5041), and a new one gives the same answer', async () => {
		const { backend, device } = await createWithDevice();
		const executable = await backend.prepare(double);
		const x = backend.upload(row, 'x');
		const before = await doubled(backend);
		device.destroy();
		await device.lost;
		const lost = failsWith('ALTA5041', 'lost', 'Make a new backend');
		await expect(backend.read(x)).rejects.toSatisfy(lost);
		await expect(executable.run({ x })).rejects.toSatisfy(lost);
		await expect(backend.prepare(double)).rejects.toSatisfy(lost);
		expect(() => backend.upload(row, 'x')).toThrow('ALTA5041');
		expect(() => backend.allocate([1], 'f32', 'x')).toThrow('ALTA5041');
		x.dispose();
		executable.dispose();
		backend.dispose();
		const second = await createWebGpuBackend();
		expect(await doubled(second)).toEqual(before);
		second.dispose();
	});

	test('that is lost during a run refuses that run (ALTA5041)', async () => {
		const { backend, device } = await createWithDevice();
		const executable = await backend.prepare(double);
		const { outputs } = await executable.run({ x: backend.upload(row, 'x') });
		const reading = outputs.y && backend.read(outputs.y);
		device.destroy();
		await expect(reading).rejects.toSatisfy(failsWith('ALTA5041'));
		backend.dispose();
	});

	test('without room for a buffer says so by its label (ALTA5042), and goes on with others', async () => {
		const backend = await createTapped({ device: fillUp });
		const large = backend.allocate([2 ** 20], 'f32', 'large');
		await expect(backend.read(large)).rejects.toSatisfy(failsWith('ALTA5042', '"large", 4194304 bytes'));
		const rows = { dtype: 'f32', shape: ['rows', 2 ** 20] } as const;
		const executable = await backend.prepare({
			...double,
			inputs: { x: { ...row, shape: ['rows', 2] } },
			buffers: { wide: rows },
			outputs: [],
			steps: [],
		});
		const x = backend.upload(row, 'x');
		await expect(executable.run({ x })).rejects.toSatisfy(failsWith('ALTA5042', 'double: wide'));
		expect(await doubled(backend)).toEqual([6, -8]);
		backend.dispose();
	});

	test('that refuses a kernel says in which file and line (ALTA5043)', async () => {
		const backend = await createTapped({ shader: (wgsl) => wgsl.replace('out[at] =', 'out[at] = missing +') });
		const told = failsWith('ALTA5043', '"add"', 'src/kernels/add.ts', 'line 22, "out[at] = float(f32(a[at]) + f32(b[at]));"', 'missing');
		await expect(backend.prepare(double)).rejects.toSatisfy(told);
		backend.dispose();
	});

	test('that refuses a command says so (ALTA5044)', async () => {
		const { backend, device } = await createWithDevice();
		const early = backend.upload(row, 'x');
		device.createBuffer({ label: 'impossible', size: 4, usage: 0 });
		await expect(backend.read(early)).rejects.toSatisfy(failsWith('ALTA5044', 'refused a command'));
		await expect(backend.read(early)).rejects.toSatisfy(failsWith('ALTA5044'));
		expect(await doubled(backend)).toEqual([6, -8]);
		backend.dispose();
	});

	test('that refuses a command during a run refuses that run (ALTA5044), and makes anew what runs had left', async () => {
		const { backend, device } = await createWithDevice();
		const executable = await backend.prepare(double);
		const x = backend.upload(row, 'x');
		const answer = async (): Promise<readonly number[]> => {
			const { outputs } = await executable.run({ x });
			return outputs.y === undefined ? [] : Array.from((await backend.read(outputs.y)).data);
		};
		expect(await answer()).toEqual([6, -8]);
		const refused = answer();
		device.createBuffer({ label: 'impossible', size: 4, usage: 0 });
		await expect(refused).rejects.toSatisfy(failsWith('ALTA5044'));
		const again = backend.upload(row, 'x');
		const { outputs } = await executable.run({ x: again });
		expect(outputs.y && (await backend.read(outputs.y)).data).toEqual(Float32Array.of(6, -8));
		backend.dispose();
	});

	test('that refuses a copy to a large buffer, for which it has room, says so (ALTA5044)', async () => {
		const backend = await createTapped({
			device: ({ queue }) => {
				const writeBuffer = queue.writeBuffer.bind(queue);
				queue.writeBuffer = (buffer, offset, data) => writeBuffer(buffer, data.byteLength === 2 ** 22 ? 4 : offset, data);
			},
		});
		const large = backend.upload({ dtype: 'f32', shape: [2 ** 20], data: new Float32Array(2 ** 20).fill(1) }, 'large');
		await expect(backend.read(large)).rejects.toSatisfy(failsWith('ALTA5044'));
		expect(await doubled(backend)).toEqual([6, -8]);
		backend.dispose();
	});

	test('that refuses a kernel once may take it another time (ALTA5043)', async () => {
		let wrong = true;
		const backend = await createTapped({ shader: (wgsl) => (wrong ? wgsl.replace('out[at] =', 'out[at] = missing +') : wgsl) });
		await expect(backend.prepare(double)).rejects.toSatisfy(failsWith('ALTA5043'));
		wrong = false;
		expect(await doubled(backend)).toEqual([6, -8]);
		backend.dispose();
	});

	test('whose promises fail says so with a code, whether it was lost or not (ALTA5041, ALTA5044)', async () => {
		let reading: Promise<unknown> = Promise.resolve();
		for (const destroyed of [false, true]) {
			let device: GPUDevice | undefined;
			const backend = await createTapped({
				device: (made) => {
					device = made;
					const createBuffer = made.createBuffer.bind(made);
					made.createBuffer = (descriptor) => {
						const buffer = createBuffer(descriptor);
						buffer.mapAsync = async () => {
							if (destroyed) made.destroy();
							throw new DOMException('the map was aborted', 'AbortError');
						};
						return buffer;
					};
				},
			});
			reading = backend.read(backend.upload(row, 'x'));
			await expect(reading).rejects.toSatisfy(destroyed ? failsWith('ALTA5041') : failsWith('ALTA5044', 'the map was aborted'));
			expect(device).toBeDefined();
			backend.dispose();
		}
	});

	test('refuses what kernels keep for themselves where it is larger than a buffer may be (ALTA5029), and goes on', async () => {
		const backend = await createTapped({ bufferBytes: 2 ** 15 });
		expect(backend.capabilities.limits.bufferBytes).toBe(2 ** 15);
		const entries = 6000;
		const { steps } = double;
		const weight = {
			dtype: 'f32',
			shape: [2, entries / 2],
			rowStarts: Int32Array.of(0, entries / 2, entries),
			columns: Int32Array.from({ length: entries }, (_, entry) => entry % (entries / 2)),
			values: new Float32Array(entries).fill(1),
		} as const;
		const sparse: Plan = {
			...double,
			name: 'sparse',
			constants: { weight },
			buffers: { wide: { dtype: 'f32', shape: ['rows', entries / 2] } },
			outputs: ['wide'],
			steps: [{ op: 'linear', label: 'linear', x: 'x', weight: 'weight', activation: 'none', out: 'wide' }],
		};
		await expect(backend.prepare(sparse)).rejects.toSatisfy(
			failsWith('ALTA5029', '"sparse: weight, entries', '48,000 bytes', '32,768 bytes'),
		);
		const ragged: Plan = {
			...double,
			name: 'ragged',
			inputs: { ...double.inputs, starts: { dtype: 'i32', shape: ['sequences+1'] }, left: { dtype: 'i32', shape: ['sequences'] } },
			steps: steps.map((step) => ({ ...step, unless: 'left', starts: 'starts' })),
		};
		const executable = await backend.prepare(ragged);
		const integers = (...numbers: readonly number[]): Tensor => ({ dtype: 'i32', shape: [numbers.length], data: Int32Array.from(numbers) });
		const many = {
			x: backend.upload({ dtype: 'f32', shape: [3000, 2], data: new Float32Array(6000) }, 'x'),
			starts: backend.upload(integers(0, 3000), 'starts'),
			left: backend.upload(integers(0), 'left'),
		};
		await expect(executable.run(many)).rejects.toSatisfy(failsWith('ALTA5029', '"ragged: spans of starts" takes 48,000 bytes'));
		expect(await doubled(backend)).toEqual([6, -8]);
		backend.dispose();
	});

	test('names every buffer, kernel and pass', async () => {
		const labels: string[] = [];
		const backend = await createTapped({ device: (device) => noteLabels(device, labels) });
		await doubled(backend);
		backend.dispose();
		expect(labels).toEqual(expect.arrayContaining(['x', 'double: y', 'add', 'sum', 'double']));
		expect(labels.filter((label) => label === '')).toEqual([]);
	});
});

/** Makes the device have no room for large buffers: it gives out invalid ones, and says so in the scope around. */
function fillUp(device: GPUDevice): void {
	const createBuffer = device.createBuffer.bind(device);
	const popErrorScope = device.popErrorScope.bind(device);
	let refused = false;
	device.createBuffer = (descriptor) => {
		if (descriptor.size < 2 ** 22) return createBuffer(descriptor);
		device.pushErrorScope('validation');
		const invalid = createBuffer({ ...descriptor, size: device.limits.maxBufferSize + 4096 });
		popErrorScope().catch(() => undefined);
		refused = true;
		return invalid;
	};
	device.popErrorScope = async () => {
		const told = refused;
		refused = false;
		const error = await popErrorScope();
		return told ? { message: 'no room' } : error;
	};
}

function noteLabels(device: GPUDevice, labels: string[]): void {
	const note = (label: string | undefined): void => {
		labels.push(label ?? '');
	};
	const createBuffer = device.createBuffer.bind(device);
	device.createBuffer = (descriptor) => {
		note(descriptor.label);
		return createBuffer(descriptor);
	};
	const createBindGroup = device.createBindGroup.bind(device);
	device.createBindGroup = (descriptor) => {
		note(descriptor.label);
		return createBindGroup(descriptor);
	};
	const createCommandEncoder = device.createCommandEncoder.bind(device);
	device.createCommandEncoder = (descriptor) => {
		note(descriptor?.label);
		return createCommandEncoder(descriptor);
	};
	const createComputePipelineAsync = device.createComputePipelineAsync.bind(device);
	device.createComputePipelineAsync = (descriptor) => {
		note(descriptor.label);
		return createComputePipelineAsync(descriptor);
	};
}
