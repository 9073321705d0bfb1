import { countEntries, type LinearOp } from '@alta-ts/tensor';
import type { Kernel } from '../kernels/kernel.js';
import { BLOCK, linearBlocked } from '../kernels/linear-blocked.js';
import { linearGather } from '../kernels/linear-gather.js';
import { linearScatter } from '../kernels/linear-scatter.js';
import { linearTiled, TILE } from '../kernels/linear-tiled.js';
import type { Command, PreparedOp, Space } from '../run/command.js';
import type { Halted } from '../run/frozen-rows.js';
import type { Preparation } from './preparation.js';
import { byColumns, byRows, fullestFirst } from './sparse-forms.js';
import { haltedBuffers } from './unless.js';

/** How a linear step goes: its kernel, the weight as that kernel reads it, and the work for a number of rows. */
interface Way {
	readonly kernel: Kernel;
	readonly weight: (space: Space) => Readonly<Record<string, GPUBuffer>>;
	/** The halted sequences that the kernel leaves out. */
	readonly skipped?: Halted | undefined;
	readonly work: (rows: number, outputs: number) => Pick<Extract<Command, { kind: 'dispatch' }>, 'work' | 'groups'>;
}

/** A linear step: dense or sparse, by the kernel that suits the adapter. */
export function prepareLinear(op: LinearOp, preparation: Preparation): PreparedOp {
	const { kernel, weight, work, skipped } = wayOf(op, preparation);
	return {
		kernels: [kernel],
		commands: (space) => {
			const [rows = 0, n = 0] = space.shape(op.x);
			const [, m = 0] = space.shape(op.out);
			return [
				{
					kind: 'dispatch',
					label: op.label,
					kernel,
					params: { rows, n, m },
					buffers: {
						x: space.buffer(op.x),
						...weight(space),
						...(op.bias === undefined ? {} : { bias: space.buffer(op.bias) }),
						...(skipped === undefined ? {} : haltedBuffers(skipped, space)),
						out: space.buffer(op.out),
					},
					...(countEntries([rows, m]) === 0 ? { work: 0 } : work(rows, m)),
				},
			];
		},
	};
}

function wayOf(op: LinearOp, { sparse, keep, variants, dtype, halted }: Preparation): Way {
	const bias = op.bias !== undefined;
	const matrix = sparse(op.weight);
	if (matrix === undefined) {
		const weight: Way['weight'] = (space) => ({ weight: space.buffer(op.weight) });
		if (variants.dense === 'tiled')
			return {
				kernel: linearTiled(bias, op.activation),
				weight,
				work: (rows, m) => {
					const groups = Math.ceil(rows / TILE) * Math.ceil(m / TILE);
					return { work: groups * 256, groups };
				},
			};
		return {
			kernel: linearBlocked(bias, op.activation),
			weight,
			work: (rows, m) => ({ work: Math.ceil(rows / BLOCK) * Math.ceil(m / BLOCK) }),
		};
	}
	const skipped = halted(op);
	const skips = skipped !== undefined;
	if (variants.sparse === 'scatter' && dtype === 'f32') {
		const starts = keep(`${op.weight}, starts of rows`, () => byRows(matrix).starts);
		const entries = keep(`${op.weight}, entries by rows`, () => byRows(matrix).entries);
		return {
			kernel: linearScatter(bias, op.activation, skips),
			skipped,
			weight: () => ({ starts, entries }),
			work: (rows) => ({ work: rows }),
		};
	}
	const starts = keep(`${op.weight}, starts of columns`, () => byColumns(matrix).starts);
	const entries = keep(`${op.weight}, entries by columns`, () => byColumns(matrix).entries);
	const order = keep(`${op.weight}, order of columns`, () => fullestFirst(byColumns(matrix)));
	return {
		kernel: linearGather(bias, op.activation, skips),
		skipped,
		weight: () => ({ order, starts, entries }),
		work: (rows, m) => ({ work: rows * m }),
	};
}
