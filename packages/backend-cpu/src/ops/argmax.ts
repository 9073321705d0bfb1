import type { ArgmaxOp } from '@alta-ts/tensor';
import type { Preparation, Runner } from '../runner.js';

/** The column of the largest entry of each row. */
export function prepareArgmax(op: ArgmaxOp, { kernels }: Preparation): Runner {
	return {
		begin: (run) => {
			const [rows = 0, columns = 0] = run.shape(op.x);
			const x = run.address(op.x);
			const out = run.address(op.out);
			return () => kernels.argmax(x, rows, columns, out);
		},
	};
}
