import { type AddOp, countEntries } from '@alta-ts/tensor';
import { add } from '../kernels/add.js';
import type { PreparedOp } from '../run/command.js';
import { unlessBuffers } from './unless.js';

/** A sum. Where `out` is an operand, it is bound once. */
export function prepareAdd(op: AddOp): PreparedOp {
	const inPlace = { a: op.out === op.a, b: op.out === op.b };
	const kernel = add(op.unless !== undefined, inPlace);
	return {
		kernels: [kernel],
		commands: (space) => {
			const shape = space.shape(op.out);
			const entries = countEntries(shape);
			return [
				{
					kind: 'dispatch',
					label: op.label,
					kernel,
					params: { entries, columns: countEntries(shape.slice(1)) },
					buffers: {
						...(inPlace.a ? {} : { a: space.buffer(op.a) }),
						...(inPlace.b ? {} : { b: space.buffer(op.b) }),
						...unlessBuffers(op, space),
						out: space.buffer(op.out),
					},
					work: entries,
				},
			];
		},
	};
}
