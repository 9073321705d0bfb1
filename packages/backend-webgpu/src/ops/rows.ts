import type { ArgmaxOp, LayerNormOp, SoftmaxOp } from '@alta-ts/tensor';
import { argmaxSerial } from '../kernels/argmax.js';
import type { Kernel } from '../kernels/kernel.js';
import { layerNormSerial } from '../kernels/layer-norm.js';
import { softmaxSerial } from '../kernels/softmax.js';
import type { PreparedOp, Space } from '../run/command.js';
import { unlessBuffers } from './unless.js';

/** Ops on each row by itself: softmax, layer normalisation, argmax. */
export function prepareRows(op: SoftmaxOp | LayerNormOp | ArgmaxOp): PreparedOp {
	const kernel = kernelOf(op);
	return {
		kernels: [kernel],
		commands: (space) => {
			const [rows = 0, columns = 0] = space.shape(op.x);
			return [
				{
					kind: 'dispatch',
					label: op.label,
					kernel,
					params: { rows, columns, ...(op.op === 'layer-norm' ? { epsilon: op.epsilon } : {}) },
					buffers: { x: space.buffer(op.x), ...othersOf(op, space), out: space.buffer(op.out) },
					work: op.op !== 'argmax' && columns === 0 ? 0 : rows,
				},
			];
		},
	};
}

function kernelOf(op: SoftmaxOp | LayerNormOp | ArgmaxOp): Kernel {
	if (op.op === 'softmax') return softmaxSerial;
	return op.op === 'argmax' ? argmaxSerial : layerNormSerial(op.unless !== undefined);
}

function othersOf(op: SoftmaxOp | LayerNormOp | ArgmaxOp, space: Space): Readonly<Record<string, GPUBuffer>> {
	return op.op === 'layer-norm' ? { gain: space.buffer(op.gain), bias: space.buffer(op.bias), ...unlessBuffers(op, space) } : {};
}
