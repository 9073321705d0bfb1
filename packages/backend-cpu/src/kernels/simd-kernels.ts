import { type Memory, MOST_BYTES } from '../memory/memory.js';
import { fromBase64 } from './base64.js';
import { kernelModule } from './kernels.generated.js';
import { FUSED, HEAD_KINDS, type Kernels } from './kernels.js';
import { type HostMemory, webAssembly } from './web-assembly.js';

const PAGE = 2 ** 16;

/** What the module in `assembly` exports. */
interface KernelExports {
	readonly pack: (weight: number, n: number, m: number, packed: number) => void;
	readonly matmul: (x: number, rows: number, n: number, packed: number, m: number, bias: number, activation: number, out: number) => void;
	readonly softmax: (x: number, rows: number, columns: number, out: number) => void;
	readonly layerNorm: (x: number, rows: number, columns: number, gain: number, bias: number, epsilon: number, out: number) => void;
	readonly add: (a: number, b: number, entries: number, out: number) => void;
	readonly argmax: (x: number, rows: number, columns: number, out: number) => void;
	readonly attend: (...parameters: readonly number[]) => void;
	readonly expAll: (x: number, count: number, out: number) => void;
}

/** Kernels and the memory they work on. */
export interface SimdMachine {
	readonly memory: Memory;
	readonly kernels: Kernels;
	/** exp of numbers that are at most 0, as softmax and attention compute it. */
	readonly expAll: (x: number, count: number, out: number) => void;
}

/** Kernels in WebAssembly with SIMD, and a memory for them; undefined where the platform lacks either. */
export function createSimdMachine(mostBytes: number = MOST_BYTES): SimdMachine | undefined {
	const host = webAssembly<KernelExports>();
	if (host === undefined) return undefined;
	const bytes = fromBase64(kernelModule);
	if (!host.validate(bytes)) return undefined;
	const maximum = Math.ceil(Math.min(mostBytes, MOST_BYTES) / PAGE);
	const shared = new host.Memory({ initial: 1, maximum });
	const { exports: module } = new host.Instance(new host.Module(bytes), { env: { memory: shared } });
	return { memory: createWasmMemory(shared, maximum * PAGE), kernels: wrap(module), expAll: module.expAll };
}

function createWasmMemory(shared: HostMemory, mostBytes: number): Memory {
	let f32 = new Float32Array(shared.buffer);
	let i32 = new Int32Array(shared.buffer);
	return {
		get f32() {
			return f32;
		},
		get i32() {
			return i32;
		},
		get bytes() {
			return f32.byteLength;
		},
		mostBytes,
		grow: (bytes) => {
			const missing = Math.ceil((bytes - f32.byteLength) / PAGE);
			if (missing <= 0) return true;
			if (bytes > mostBytes || !grew(shared, missing)) return false;
			f32 = new Float32Array(shared.buffer);
			i32 = new Int32Array(shared.buffer);
			return true;
		},
	};
}

function grew(shared: HostMemory, pages: number): boolean {
	try {
		shared.grow(pages);
		return true;
	} catch (error) {
		if (error instanceof RangeError) return false;
		throw error;
	}
}

function wrap(module: KernelExports): Kernels {
	return {
		name: 'simd',
		packedBytes: (n, m) => 32 * n * Math.ceil(m / 8),
		pack: module.pack,
		matmul: (x, rows, n, packed, m, bias, activation, out) => module.matmul(x, rows, n, packed, m, bias, FUSED.indexOf(activation), out),
		softmax: module.softmax,
		layerNorm: module.layerNorm,
		add: module.add,
		argmax: module.argmax,
		attentionBytes: (length, keyWidth, valueWidth) =>
			32 * (Math.ceil(length / 8) * (keyWidth + 5) + 2 + length * Math.ceil(valueWidth / 8)),
		attend: (head, sequence, scratch) => {
			const { keyWidth, keyStride, valueWidth, valueStride, scale, lowest, highest, bias, kind, logit } = head;
			const { query, key, value, out, length, nullValue } = sequence;
			module.attend(
				...[query, key, value, out, length, keyWidth, 4 * keyStride, valueWidth, 4 * valueStride, scale],
				...[within(lowest, length), within(highest, length), bias, HEAD_KINDS.indexOf(kind)],
				...[logit === undefined ? 0 : 1, logit ?? 0, nullValue, scratch],
			);
		},
	};
}

/** An offset as an i32; those beyond the sequence are all alike. */
function within(offset: number, length: number): number {
	return Math.max(-length, Math.min(length, offset));
}
