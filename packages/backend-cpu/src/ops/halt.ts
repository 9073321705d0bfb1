import type { HaltOp } from '@alta-ts/tensor';
import type { Runner } from '../runner.js';

/** Counts a pass of every sequence that still runs, and sets its flag: 1 where its tests hold, else 2 where it has reached its limit. */
export function prepareHalt(op: HaltOp): Runner {
	return {
		begin: (run) => {
			const { memory, dims } = run;
			const place = (ref: string): number => run.address(ref) / 4;
			const tests = op.tests === undefined ? undefined : place(op.tests);
			const columns = op.tests === undefined ? 0 : (run.shape(op.tests)[1] ?? 0);
			const [starts, passes, limits, out] = [place(op.starts), place(op.passes), place(op.limits), place(op.out)];
			return () => {
				const { f32, i32 } = memory;
				for (let sequence = 0; sequence < dims.sequences; sequence++) {
					if (i32[out + sequence] !== 0) continue;
					const count = (i32[passes + sequence] ?? 0) + 1;
					i32[passes + sequence] = count;
					const from = (i32[starts + sequence] ?? 0) * columns;
					const to = (i32[starts + sequence + 1] ?? 0) * columns;
					if (tests !== undefined && allPositive(f32, tests + from, tests + to)) i32[out + sequence] = 1;
					else if (count >= (i32[limits + sequence] ?? 0)) i32[out + sequence] = 2;
				}
			};
		},
	};
}

function allPositive(f32: Float32Array, from: number, to: number): boolean {
	for (let entry = from; entry < to; entry++) if (!((f32[entry] ?? 0) > 0)) return false;
	return true;
}
