import type { HaltOp } from '@alta-ts/tensor';
import { halt } from '../kernels/halt.js';
import type { PreparedOp } from '../run/command.js';

/** The halting test. */
export function prepareHalt(op: HaltOp): PreparedOp {
	const { tests } = op;
	const kernel = halt(tests !== undefined);
	return {
		kernels: [kernel],
		commands: (space) => {
			const [sequences = 0] = space.shape(op.out);
			return [
				{
					kind: 'dispatch',
					label: op.label,
					kernel,
					params: { sequences, columns: tests === undefined ? 0 : (space.shape(tests)[1] ?? 0) },
					buffers: {
						...(tests === undefined ? {} : { tests: space.buffer(tests), starts: space.buffer(op.starts) }),
						limits: space.buffer(op.limits),
						passes: space.buffer(op.passes),
						out: space.buffer(op.out),
					},
					work: sequences,
				},
			];
		},
	};
}
