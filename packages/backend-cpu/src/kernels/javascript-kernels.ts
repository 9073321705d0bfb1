import type { Memory } from '../memory/memory.js';
import { attend, attentionEntries } from './javascript/attend.js';
import { matmul, pack, packedEntries } from './javascript/matmul.js';
import { argmax, layerNorm, softmax } from './javascript/rows.js';
import type { Kernels } from './kernels.js';

/** Kernels in plain JavaScript, with sums in double precision: for machines without WASM SIMD, and to measure it against. */
export function createJavaScriptKernels(memory: Memory): Kernels {
	return {
		name: 'javascript',
		packedBytes: (n, m) => 4 * packedEntries(n, m),
		pack: (weight, n, m, packed) => pack(memory.f32, { at: weight / 4, rowStride: m, columnStride: 1 }, n, m, packed / 4),
		matmul: (x, rows, n, packed, m, bias, activation, out) => {
			const from = { x: x / 4, xStride: n, rows, n, packed: packed / 4, panelStride: 4 * n, m, bias: bias / 4 };
			matmul(memory.f32, { ...from, out: out / 4, outStride: m }, activation);
		},
		softmax: (x, rows, columns, out) => softmax(memory.f32, x / 4, rows, columns, out / 4),
		layerNorm: (x, rows, columns, gain, bias, epsilon, out) =>
			layerNorm(memory.f32, { x: x / 4, rows, columns, gain: gain / 4, bias: bias / 4, epsilon, out: out / 4 }),
		add: (a, b, entries, out) => {
			const { f32 } = memory;
			for (let entry = 0; entry < entries; entry++) f32[out / 4 + entry] = (f32[a / 4 + entry] ?? 0) + (f32[b / 4 + entry] ?? 0);
		},
		attentionBytes: (length, keyWidth, valueWidth) => 4 * attentionEntries(length, keyWidth, valueWidth),
		attend: (head, sequence, scratch) => attend(memory.f32, head, sequence, scratch / 4),
		argmax: (x, rows, columns, out) => argmax(memory, x / 4, rows, columns, out / 4),
	};
}
