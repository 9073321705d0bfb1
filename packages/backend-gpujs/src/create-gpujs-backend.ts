import { isAltaError } from '@alta-ts/diagnostics';
import {
	type Availability,
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
import { openDevice } from './device/open-device.js';
import type { GpuJsMode } from './modes.js';
import { type Host, prepareExecutable } from './run/prepare-executable.js';

/** What a backend on gpu.js is made with. */
export interface GpuJsOptions {
	/** What gpu.js runs kernels on; `webasm` by default, which works in Node and in browsers. */
	readonly mode?: GpuJsMode;
}

/**
 * A backend that runs plans on gpu.js: on WebAssembly or as JavaScript everywhere, on WebGL 2 and WebGPU in browsers.
 *
 * Numbers are f32 and i32. Integers stay on the host, so that all of i32 is exact, though gpu.js counts in f32; what is larger than that counts
 * to, 2^24 entries, is refused. It never falls back to another mode.
 *
 * @throws AltaError ALTA5060 where gpu.js is not installed or does not work in this mode; `probeGpuJs` asks first.
 */
export async function createGpuJsBackend({ mode = 'webasm' }: GpuJsOptions = {}): Promise<Backend> {
	const device = await openDevice(mode);
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

/** Whether gpu.js works here in a mode, and on what. */
export async function probeGpuJs({ mode = 'webasm' }: GpuJsOptions = {}): Promise<Availability> {
	try {
		const device = await openDevice(mode);
		device.close();
		return { available: true, adapter: device.adapter };
	} catch (error) {
		return { available: false, ...toldBy(error) };
	}
}

function toldBy(error: unknown): { readonly reason: string; readonly fix: string } {
	const [problem] = isAltaError(error) ? error.problems : [];
	return { reason: problem?.why ?? String(error), fix: problem?.fix ?? 'Use another backend.' };
}
