import type { AddOp, LayerNormOp } from '@alta-ts/tensor';
import type { Run } from '../runner.js';

/** Calls `each` with every run of rows, and whether they are left as they are because the flag of their sequence is not zero. */
export function eachSequence(
	op: AddOp | LayerNormOp,
	run: Run,
	rows: number,
	each: (from: number, to: number, left: boolean) => void,
): void {
	if (op.unless === undefined || op.starts === undefined) {
		each(0, rows, false);
		return;
	}
	const flags = run.address(op.unless) / 4;
	const starts = run.address(op.starts) / 4;
	const { i32 } = run.memory;
	for (let sequence = 0; sequence < run.dims.sequences; sequence++) {
		each(i32[starts + sequence] ?? 0, i32[starts + sequence + 1] ?? 0, i32[flags + sequence] !== 0);
	}
}
