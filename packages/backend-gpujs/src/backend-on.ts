import {
	type Backend,
	type Capabilities,
	CONTRACT,
	checkBuffer,
	checkShape,
	checkTensor,
	countEntries,
	createBufferLedger,
	disposedError,
	MANDATORY_OPS,
	type Tensor,
	zeros,
} from '@alta-ts/tensor';
import type { Device } from './device/open-device.js';
import type { GpuJsMode } from './modes.js';
import { type Host, prepareExecutable } from './run/prepare-executable.js';

/** A backend on an open device, which is closed with it. */
export function backendOn(device: Device, mode: GpuJsMode): Backend {
	const ledger = createBufferLedger<Tensor>('gpujs', () => {});
	let open = true;
	let tail: Promise<unknown> = Promise.resolve();

	const refuseClosed = (): void => {
		if (!open) throw disposedError('The backend', 'backend gpujs');
	};
	const able = { name: 'gpujs', capabilities: capabilitiesOf(mode, device.entries) };
	const host: Host = {
		able,
		device,
		ledger,
		refuseClosed,
		inTurn: async (body) => {
			const result = tail.then(body);
			tail = result.catch(() => undefined);
			return result;
		},
	};
	return {
		...able,
		contract: CONTRACT,
		adapter: device.adapter,
		upload: (tensor, label) => {
			refuseClosed();
			checkTensor(tensor, label);
			checkBuffer(tensor.shape, tensor.dtype, label, able);
			return ledger.keep({ dtype: tensor.dtype, shape: [...tensor.shape], data: tensor.data.slice() }, tensor, label);
		},
		allocate: (shape, dtype, label) => {
			refuseClosed();
			checkShape(shape, label);
			checkBuffer(shape, dtype, label, able);
			return ledger.keep({ dtype, shape: [...shape], data: zeros(dtype, countEntries(shape)) }, { dtype, shape: [...shape] }, label);
		},
		prepare: async (plan) => {
			refuseClosed();
			return prepareExecutable(plan, host);
		},
		read: async (buffer) => {
			refuseClosed();
			const { dtype, shape, data } = ledger.contents(buffer);
			return { dtype, shape, data: data.slice() };
		},
		dispose: () => {
			if (!open) return;
			open = false;
			ledger.disposeAll();
			device.close();
		},
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
