import type { ArgmaxOp, LayerNormOp, SoftmaxOp } from '@alta-ts/tensor';
import type { Variants } from '../choose-variants.js';
import { argmaxSerial, argmaxTogether } from '../kernels/argmax.js';
import type { Kernel } from '../kernels/kernel.js';
import { layerNormSerial, layerNormTogether } from '../kernels/layer-norm.js';
import { LANES, type Together } from '../kernels/row-reductions.js';
import { softmaxSerial, softmaxTogether } from '../kernels/softmax.js';
import type { PreparedOp, Space } from '../run/command.js';
import type { Preparation } from './preparation.js';
import { unlessBuffers } from './unless.js';

type RowsOp = SoftmaxOp | LayerNormOp | ArgmaxOp;

/** Ops on each row by itself: softmax, layer normalisation, argmax. */
export function prepareRows(op: RowsOp, { variants }: Preparation): PreparedOp {
	const kernels: Readonly<Record<Variants['rows'], readonly Variants['rows'][]>> = {
		serial: ['serial'],
		shared: ['shared'],
		subgroups: ['shared', 'subgroups'],
	};
	return {
		kernels: kernels[variants.rows].map((way) => kernelOf(op, way)),
		commands: (space) => {
			const [rows = 0, columns = 0] = space.shape(op.x);
			const nothing = rows === 0 || (op.op !== 'argmax' && columns === 0);
			const { way, width, groups } = wayOfRows(variants.rows, rows, columns);
			return [
				{
					kind: 'dispatch',
					label: op.label,
					kernel: kernelOf(op, way),
					params: { rows, columns, width, ...(op.op === 'layer-norm' ? { epsilon: op.epsilon } : {}) },
					buffers: { x: space.buffer(op.x), ...othersOf(op, space), out: space.buffer(op.out) },
					work: nothing ? 0 : rows,
					...(groups === undefined ? {} : { groups }),
				},
			];
		},
	};
}

/** How many columns a row has for subgroups to share it: fewer leave most of a workgroup idle, for more the way they come together matters little. */
const FOR_SUBGROUPS = { from: 33, to: 1024 } as const;

/** How many columns of a row an invocation looks at, where it does not take too many invocations for one row. */
const EACH = 4;

/** How rows are gone through: by which kernel, by how many invocations each, in how many workgroups. */
export function wayOfRows(
	chosen: Variants['rows'],
	rows: number,
	columns: number,
): { readonly way: Variants['rows']; readonly width: number; readonly groups?: number } {
	if (chosen === 'serial') return { way: 'serial', width: 1 };
	if (chosen === 'subgroups' && columns >= FOR_SUBGROUPS.from && columns <= FOR_SUBGROUPS.to)
		return { way: 'subgroups', width: LANES.subgroups, groups: rows };
	const width = Math.min(2 ** Math.ceil(Math.log2(Math.max(1, columns / EACH))), LANES.shared);
	return { way: 'shared', width, groups: Math.ceil((rows * width) / LANES.shared) };
}

function kernelOf(op: RowsOp, way: Variants['rows']): Kernel {
	if (op.op === 'layer-norm') {
		const unless = op.unless !== undefined;
		return way === 'serial' ? layerNormSerial(unless) : layerNormTogether(unless, way);
	}
	if (way === 'serial') return op.op === 'softmax' ? softmaxSerial : argmaxSerial;
	return together[op.op][way];
}

const each = (make: (way: Together) => Kernel): Readonly<Record<Together, Kernel>> => ({
	shared: make('shared'),
	subgroups: make('subgroups'),
});

const together = { softmax: each(softmaxTogether), argmax: each(argmaxTogether) } as const;

function othersOf(op: RowsOp, space: Space): Readonly<Record<string, GPUBuffer>> {
	return op.op === 'layer-norm' ? { gain: space.buffer(op.gain), bias: space.buffer(op.bias), ...unlessBuffers(op, space) } : {};
}
