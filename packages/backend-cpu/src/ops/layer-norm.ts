import type { LayerNormOp } from '@alta-ts/tensor';
import type { Preparation, Runner } from '../runner.js';
import { eachSequence } from './unless.js';

/** Normalises rows; those of sequences whose flag is not zero are x. */
export function prepareLayerNorm(op: LayerNormOp, { kernels }: Preparation): Runner {
	return {
		begin: (run) => {
			const [rows = 0, columns = 0] = run.shape(op.x);
			const x = run.address(op.x);
			const gain = run.address(op.gain);
			const bias = run.address(op.bias);
			const out = run.address(op.out);
			return () =>
				eachSequence(op, run, rows, (from, to, left) => {
					const start = 4 * from * columns;
					const end = 4 * to * columns;
					if (left) run.memory.f32.copyWithin((out + start) / 4, (x + start) / 4, (x + end) / 4);
					else kernels.layerNorm(x + start, to - from, columns, gain, bias, op.epsilon, out + start);
				});
		},
	};
}
