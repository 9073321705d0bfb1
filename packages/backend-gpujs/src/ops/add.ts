import type { AddOp } from '@alta-ts/tensor';
import { add, addUnless } from '../kernels/add.js';
import { floatsOf, integersOf, launch, type Runner, sizesOf, tensorOf, write } from '../run/run.js';

/** Prepares an `add`. */
export function prepareAdd(op: AddOp): Runner {
	const { unless, starts } = op;
	return async (run) => {
		const [a, b] = [floatsOf(run, op.a), floatsOf(run, op.b)];
		if (unless === undefined || starts === undefined) {
			write(run, op.out, await launch(run, op, add, a.length, { a, b }));
			return;
		}
		const [rows, columns] = sizesOf(tensorOf(run, op.a));
		const kept = perRow(integersOf(run, unless), integersOf(run, starts), rows);
		write(run, op.out, await launch(run, op, addUnless, a.length, { a, b, kept, columns }));
	};
}

/** 1 for each row of a sequence whose flag is not zero. Flags stay on the host, where all of i32 is exact. */
function perRow(flags: Int32Array, starts: Int32Array, rows: number): Float32Array {
	const kept = new Float32Array(rows);
	for (const [sequence, flag] of flags.entries()) if (flag !== 0) kept.fill(1, starts[sequence], starts[sequence + 1]);
	return kept;
}
