import type { ArgmaxOp } from '@alta-ts/tensor';
import { argmax } from '../kernels/argmax.js';
import { floatsOf, launch, type Runner, sizesOf, tensorOf, write } from '../run/run.js';
import { splitFinite } from './split-finite.js';

/** Prepares an `argmax`. */
export function prepareArgmax(op: ArgmaxOp): Runner {
	return async (run) => {
		const [rows, columns] = sizesOf(tensorOf(run, op.x));
		const { numbers, ranks } = splitFinite(floatsOf(run, op.x));
		const best = await launch(run, op, argmax, rows, { x: numbers, ranks, columns });
		write(run, op.out, Int32Array.from(best));
	};
}
