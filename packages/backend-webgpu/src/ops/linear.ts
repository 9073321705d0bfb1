import { countEntries, type LinearOp, type Plan } from '@alta-ts/tensor';
import type { Kernel } from '../kernels/kernel.js';
import { BLOCK, linearBlocked } from '../kernels/linear-blocked.js';
import { linearGather } from '../kernels/linear-gather.js';
import { linearQuads, QUAD_BLOCK } from '../kernels/linear-quads.js';
import { linearScatter } from '../kernels/linear-scatter.js';
import { linearTiled, type Tile } from '../kernels/linear-tiled.js';
import { numberOfActivation } from '../kernels/snippets.js';
import type { Dispatch, PreparedOp, Space } from '../run/command.js';
import type { Halted } from '../run/frozen-rows.js';
import { declaredShape, isOfFours } from './declared-shape.js';
import type { Preparation } from './preparation.js';
import { byColumns, byRows, fullestFirst } from './sparse-forms.js';
import { haltedBuffers } from './unless.js';

/** The sizes of a product: x [rows, n] · weight [n, m]. */
interface Sizes {
	readonly rows: number;
	readonly n: number;
	readonly m: number;
}

/** How a linear step goes: its kernels, the weight as they read it, and which of them is run, over how much work. */
interface Way {
	readonly kernels: readonly Kernel[];
	readonly weight: (space: Space) => Readonly<Record<string, GPUBuffer>>;
	/** The halted sequences that the kernel leaves out. */
	readonly skipped?: Halted | undefined;
	readonly dispatch: (sizes: Sizes) => Pick<Dispatch, 'kernel' | 'work' | 'groups'>;
}

/** A linear step: dense or sparse, by the kernel that suits the adapter. */
export function prepareLinear(op: LinearOp, preparation: Preparation): PreparedOp {
	const { kernels, weight, dispatch, skipped } = wayOf(op, preparation);
	return {
		kernels,
		commands: (space) => {
			const [rows = 0, n = 0] = space.shape(op.x);
			const [, m = 0] = space.shape(op.out);
			return [
				{
					kind: 'dispatch',
					label: op.label,
					params: { rows, n, m, activation: numberOfActivation(op.activation) },
					buffers: {
						x: space.buffer(op.x),
						...weight(space),
						...(op.bias === undefined ? {} : { bias: space.buffer(op.bias) }),
						...(skipped === undefined ? {} : haltedBuffers(skipped, space)),
						out: space.buffer(op.out),
					},
					...dispatch({ rows, n, m }),
					...(countEntries([rows, m]) === 0 ? { work: 0 } : {}),
				},
			];
		},
	};
}

function wayOf(op: LinearOp, { plan, sparse, keep, variants, dtype, halted }: Preparation): Way {
	const bias = op.bias !== undefined;
	const matrix = sparse(op.weight);
	if (matrix === undefined) {
		const weight: Way['weight'] = (space) => ({ weight: space.buffer(op.weight) });
		if (variants.dense === 'tiled') return { weight, ...tiledWay(bias, alignments(plan, op), variants.largeTilesFrom) };
		if (variants.dense === 'quads' && declaredShape(plan, op.weight).every(isOfFours)) {
			const kernel = linearQuads(bias, op.activation);
			const quads = (rows: number, m: number): number => Math.ceil(rows / QUAD_BLOCK) * Math.ceil(m / QUAD_BLOCK);
			return { kernels: [kernel], weight, dispatch: ({ rows, m }) => ({ kernel, work: quads(rows, m) * kernel.workgroup }) };
		}
		const kernel = linearBlocked(bias, op.activation);
		return { kernels: [kernel], weight, dispatch: ({ rows, m }) => ({ kernel, work: Math.ceil(rows / BLOCK) * Math.ceil(m / BLOCK) }) };
	}
	const skipped = halted(op);
	const skips = skipped !== undefined;
	if (variants.sparse === 'scatter' && dtype === 'f32') {
		const starts = keep(`${op.weight}, starts of rows`, () => byRows(matrix).starts);
		const entries = keep(`${op.weight}, entries by rows`, () => byRows(matrix).entries);
		const kernel = linearScatter(bias, op.activation, skips);
		return { kernels: [kernel], skipped, weight: () => ({ starts, entries }), dispatch: ({ rows }) => ({ kernel, work: rows }) };
	}
	const starts = keep(`${op.weight}, starts of columns`, () => byColumns(matrix).starts);
	const entries = keep(`${op.weight}, entries by columns`, () => byColumns(matrix).entries);
	const order = keep(`${op.weight}, order of columns`, () => fullestFirst(byColumns(matrix)));
	const kernel = linearGather(bias, op.activation, skips);
	return {
		kernels: [kernel],
		skipped,
		weight: () => ({ order, starts, entries }),
		dispatch: ({ rows, m }) => ({ kernel, work: rows * m }),
	};
}

/** Tiles of two sizes, for numbers read one by one or four at a time. */
function tiledWay(bias: boolean, mayBeAligned: readonly boolean[], largeTilesFrom: number): Pick<Way, 'kernels' | 'dispatch'> {
	const kernelFor = (tile: Tile, aligned: boolean): Kernel => linearTiled(tile, aligned, bias);
	return {
		kernels: mayBeAligned.flatMap((aligned) => tilesFrom(largeTilesFrom).map((tile) => kernelFor(tile, aligned))),
		dispatch: ({ rows, n, m }) => {
			const tile = tileFor(rows, m, largeTilesFrom);
			const groups = tilesOf(rows, m, tile);
			return { kernel: kernelFor(tile, isAligned(n, m)), work: groups, groups };
		},
	};
}

const isAligned = (n: number, m: number): boolean => n > 0 && n % 4 === 0 && m % 4 === 0;

/** Whether a product is aligned: one answer, or both where the sizes of its weight are known only at run time. */
function alignments(plan: Plan, { weight }: LinearOp): readonly boolean[] {
	const [n, m] = declaredShape(plan, weight);
	return typeof n === 'number' && typeof m === 'number' ? [isAligned(n, m)] : [false, true];
}

/** The tiles that products are cut into. */
function tilesFrom(largeTilesFrom: number): readonly Tile[] {
	if (largeTilesFrom <= 1) return [128];
	return largeTilesFrom === Number.POSITIVE_INFINITY ? [64] : [64, 128];
}

const tilesOf = (rows: number, m: number, tile: Tile): number => Math.ceil(rows / tile) * Math.ceil(m / tile);

/** Large tiles read less, but only where there are enough of them does every part of a card have one. */
export function tileFor(rows: number, m: number, largeTilesFrom: number): Tile {
	return Math.max(1, tilesOf(rows, m, 128)) >= largeTilesFrom ? 128 : 64;
}
