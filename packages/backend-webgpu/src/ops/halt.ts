import type { HaltOp } from '@alta-ts/tensor';
import { halt, haltShared } from '../kernels/halt.js';
import type { PreparedOp } from '../run/command.js';
import type { Preparation } from './preparation.js';

/** The halting test. */
export function prepareHalt(op: HaltOp, { variants }: Preparation): PreparedOp {
	const { tests } = op;
	const shared = tests !== undefined && variants.rows !== 'serial';
	const kernel = shared ? haltShared : halt(tests !== undefined);
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
					...(shared ? { groups: sequences } : {}),
				},
			];
		},
	};
}
