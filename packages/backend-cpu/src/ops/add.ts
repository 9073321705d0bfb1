import { type AddOp, countEntries } from '@alta-ts/tensor';
import type { Preparation, Runner } from '../runner.js';
import { eachSequence } from './unless.js';

/** out = a + b; rows of sequences whose flag is not zero are a. */
export function prepareAdd(op: AddOp, { kernels }: Preparation): Runner {
	return {
		begin: (run) => {
			const shape = run.shape(op.out);
			const rows = shape[0] ?? 1;
			const columns = rows === 0 ? 0 : countEntries(shape) / rows;
			const a = run.address(op.a);
			const b = run.address(op.b);
			const out = run.address(op.out);
			return () =>
				eachSequence(op, run, rows, (from, to, left) => {
					const start = 4 * from * columns;
					const end = 4 * to * columns;
					if (!left) kernels.add(a + start, b + start, (to - from) * columns, out + start);
					else if (out !== a) run.memory.f32.copyWithin((out + start) / 4, (a + start) / 4, (a + end) / 4);
				});
		},
	};
}
