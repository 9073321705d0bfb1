import { assembleBackend, type Backend, type Capabilities, countEntries, MANDATORY_OPS, type Tensor, zeros } from '@alta-ts/tensor';
import type { Device } from './device/open-device.js';
import type { GpuJsMode } from './modes.js';
import { preparePlan } from './run/prepare-plan.js';

/** A backend on an open device, which is closed with it. */
export function backendOn(device: Device, mode: GpuJsMode): Backend {
	const inTurn = queue();
	const backend = assembleBackend<Tensor>({
		name: 'gpujs',
		adapter: device.adapter,
		capabilities: capabilitiesOf(mode, device.entries),
		upload: copyOf,
		allocate: (shape, dtype) => ({ dtype, shape: [...shape], data: zeros(dtype, countEntries(shape)) }),
		read: async (tensor) => copyOf(tensor),
		starts: ({ data }) => data,
		free: () => {},
		prepare: async (plan) => {
			const run = preparePlan(plan, device);
			return { run: async (inputs, dims) => inTurn(async () => run(inputs, dims)), dispose: () => {} };
		},
	});
	return {
		...backend,
		dispose: () => {
			backend.dispose();
			device.close();
		},
	};
}

function copyOf({ dtype, shape, data }: Tensor): Tensor {
	return { dtype, shape: [...shape], data: data.slice() };
}

/** Does one thing after the other: runs of a kernel must not overlap. */
function queue(): <Result>(body: () => Promise<Result>) => Promise<Result> {
	let tail: Promise<unknown> = Promise.resolve();
	return async (body) => {
		const result = tail.then(body);
		tail = result.catch(() => undefined);
		return result;
	};
}

function capabilitiesOf(mode: GpuJsMode, entries: number): Capabilities {
	const notNeeded = 'No compiled program needs it, and gpu.js is here for compiled programs.';
	return {
		ops: MANDATORY_OPS,
		dtypes: ['f32', 'i32'],
		refuses: [
			{ op: 'layer-norm', reason: notNeeded },
			{ op: 'softmax', reason: notNeeded },
			{ dtypes: ['f64', 'f16', 'bf16'], reason: 'The arrays of gpu.js are f32.' },
		],
		limits: { bufferBytes: entries * 4 },
		features: [mode],
	};
}
