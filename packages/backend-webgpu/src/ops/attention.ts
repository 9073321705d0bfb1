import { type AttentionHead, type AttentionOp, type BufferRef, bytesOf, isSparse, type Plan } from '@alta-ts/tensor';
import { deviceBytes, toDevice } from '../device/numbers.js';
import { gapHeads, headTable } from '../kernels/attention-heads.js';
import type { KernelFloat } from '../kernels/kernel.js';
import type { Command, PreparedOp, Space } from '../run/command.js';
import { attentionWay } from './attention-way.js';
import { declaredShape } from './declared-shape.js';
import type { Preparation } from './preparation.js';
import { haltedBuffers } from './unless.js';

/** A vector that heads point to, and where it is among all of them. */
interface Vector {
	readonly ref: BufferRef;
	readonly at: number;
	readonly length: number;
}

/** Attention of all kinds. Offset biases and null values lie one after the other in one buffer. */
export function prepareAttention(op: AttentionOp, preparation: Preparation): PreparedOp {
	const { plan, keep, dtype } = preparation;
	const columns = knownSize(plan, op.value, 1);
	const heads = [...op.heads, ...gapHeads(op.heads, columns)];
	const vectors = vectorsOf(plan, heads);
	const table = keep(`${op.label}: heads`, () =>
		headTable(
			heads,
			heads.map((head) => placesOf(head, vectors)),
		),
	);
	const total = vectors.reduce((end, { at, length }) => Math.max(end, at + length), 0);
	const constant = vectors.every(({ ref }) => Object.hasOwn(plan.constants, ref));
	const known = constant ? keep(`${op.label}: vectors`, () => toDevice(dtype, joined(plan, vectors, total))) : undefined;
	const halted = preparation.halted(op);
	const { kernel, skips, params, dispatch } = attentionWay(heads, preparation.variants.attention, halted !== undefined);
	const skipped = skips ? halted : undefined;
	return {
		kernels: [kernel],
		commands: (space) => {
			const [rows = 0, keyStride = 0] = space.shape(op.key);
			const [, valueStride = 0] = space.shape(op.value);
			const scratch = known ?? space.scratch(deviceBytes(dtype, [total]), `${op.label}: vectors`);
			const copies = known === undefined ? vectors.map((vector) => copyOf(vector, dtype, space, scratch)) : [];
			return [
				...copies,
				{
					kind: 'dispatch',
					label: op.label,
					kernel,
					params: { rows, heads: heads.length, keyStride, valueStride, ...params },
					buffers: {
						query: space.buffer(op.query),
						key: space.buffer(op.key),
						value: space.buffer(op.value),
						...(skipped === undefined ? {} : haltedBuffers(skipped, space)),
						spans: space.spans(op.starts),
						heads: table,
						vectors: scratch,
						out: space.buffer(op.out),
					},
					...(valueStride === 0 || rows === 0 ? { work: 0 } : dispatch(rows)),
				},
			];
		},
	};
}

function copyOf({ ref, at, length }: Vector, dtype: KernelFloat, space: Space, to: GPUBuffer): Command {
	return { kind: 'copy', from: space.buffer(ref), to, at: bytesOf(dtype) * at, bytes: deviceBytes(dtype, [length]) };
}

function vectorsOf(plan: Plan, heads: readonly AttentionHead[]): readonly Vector[] {
	const refs = new Set(heads.flatMap((head) => [head.offsetBias, nullVector(head)]).filter((ref) => ref !== undefined));
	let at = 0;
	return [...refs].map((ref) => {
		const vector = { ref, at, length: knownSize(plan, ref, 0) };
		// Copies begin at whole words, which hold two numbers of f16.
		at += vector.length + (vector.length % 2);
		return vector;
	});
}

function placesOf(
	head: AttentionHead,
	vectors: readonly Vector[],
): { readonly bias: number | undefined; readonly nullVector: number | undefined } {
	const find = (ref: BufferRef | undefined): Vector | undefined => vectors.find((vector) => vector.ref === ref);
	const bias = find(head.offsetBias);
	return { bias: bias && bias.at + (bias.length - 1) / 2, nullVector: find(nullVector(head))?.at };
}

function nullVector({ null: nullKey }: AttentionHead): BufferRef | undefined {
	const value = nullKey?.value;
	return typeof value === 'object' && 'vector' in value ? value.vector : undefined;
}

function joined(plan: Plan, vectors: readonly Vector[], total: number): Float32Array<ArrayBuffer> {
	const all = new Float32Array(total);
	for (const { ref, at } of vectors) {
		const constant = plan.constants[ref];
		if (constant !== undefined && !isSparse(constant)) all.set(constant.data, at);
	}
	return all;
}

/** A size that a checked plan knows. */
function knownSize(plan: Plan, ref: BufferRef, axis: number): number {
	const size = declaredShape(plan, ref)[axis];
	return typeof size === 'number' ? size : 0;
}
