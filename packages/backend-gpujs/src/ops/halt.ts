import type { HaltOp } from '@alta-ts/tensor';
import { allPositive } from '../kernels/all-positive.js';
import { floatsOf, integersOf, launch, type Run, type Runner, sizesOf, tensorOf, write } from '../run/run.js';
import { splitFinite } from './split-finite.js';

/** Prepares a `halt`. The tests are a kernel; passes and limits are counted on the host, where all of i32 is exact. */
export function prepareHalt(op: HaltOp): Runner {
	return async (run) => {
		const starts = integersOf(run, op.starts);
		const limits = integersOf(run, op.limits);
		const passes = integersOf(run, op.passes).slice();
		const flags = integersOf(run, op.out).slice();
		const rows = op.tests === undefined ? undefined : await positiveRows(op, op.tests, run);
		for (const [sequence, flag] of flags.entries()) {
			if (flag !== 0) continue;
			const count = (passes[sequence] ?? 0) + 1;
			passes[sequence] = count;
			const own = rows?.subarray(starts[sequence], starts[sequence + 1]);
			if (own?.every((positive) => positive === 1)) flags[sequence] = 1;
			else if (count >= (limits[sequence] ?? 0)) flags[sequence] = 2;
		}
		write(run, op.passes, passes);
		write(run, op.out, flags);
	};
}

/** 1 for each row of tests that are all above zero. */
async function positiveRows(op: HaltOp, ref: string, run: Run): Promise<Float32Array> {
	const [rows, columns] = sizesOf(tensorOf(run, ref));
	const { numbers } = splitFinite(floatsOf(run, ref));
	return launch(run, op, allPositive, rows, { tests: numbers, columns });
}
