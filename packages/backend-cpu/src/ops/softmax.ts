import type { SoftmaxOp } from '@alta-ts/tensor';
import type { Preparation, Runner } from '../runner.js';

/** Softmax of each row. */
export function prepareSoftmax(op: SoftmaxOp, { kernels }: Preparation): Runner {
	return {
		begin: (run) => {
			const [rows = 0, columns = 0] = run.shape(op.x);
			const x = run.address(op.x);
			const out = run.address(op.out);
			return () => kernels.softmax(x, rows, columns, out);
		},
	};
}
