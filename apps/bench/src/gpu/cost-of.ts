import type { KernelSizes } from '../kernels/make-kernel.js';

/** What a kernel cannot do without. */
export interface Cost {
	/** Multiplications and additions, each counted as one; 0 where moving numbers is all that matters. */
	readonly operations: number;
	/** Bytes read and written, each number once. */
	readonly bytes: number;
}

/** The cost of a kernel; undefined for what is made of several. */
export function costOf(sizes: KernelSizes): Cost | undefined {
	switch (sizes.kind) {
		case 'matmul': {
			const { rows, inner, columns } = sizes;
			return { operations: 2 * rows * inner * columns, bytes: 4 * (rows * inner + inner * columns + rows * columns) };
		}
		case 'sparse-linear': {
			const { rows, inner, columns, inputDensity, weightDensity } = sizes;
			const weights = inner * columns * weightDensity;
			// An entry of the weights is a value and a column.
			return { operations: 2 * rows * inputDensity * weights, bytes: 4 * (rows * inner + 2 * weights + rows * columns) };
		}
		case 'attention': {
			const { batch, heads, length, width } = sizes;
			return { operations: 4 * batch * heads * length ** 2 * width, bytes: 16 * batch * length * heads * width };
		}
		case 'softmax':
		case 'layer-norm':
			return { operations: 0, bytes: 8 * sizes.rows * sizes.columns };
		case 'gather':
			return { operations: 0, bytes: 8 * sizes.rows * sizes.columns + 4 * sizes.rows };
		case 'transformer-block':
			return undefined;
	}
}
