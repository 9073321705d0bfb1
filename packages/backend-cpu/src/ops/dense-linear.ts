import { type ActivationName, activations, type LinearOp } from '@alta-ts/tensor';
import type { FusedActivation } from '../kernels/kernels.js';
import type { Preparation, Runner } from '../runner.js';

/** A linear step with a dense weight: a constant one is packed once, any other in every pass. */
export function prepareDenseLinear(op: LinearOp, preparation: Preparation): Runner {
	const { kernels } = preparation;
	const kept = packConstant(op, preparation);
	const fused = fusedPart(op.activation);
	return {
		begin: (run) => {
			const [rows = 0, n = 0] = run.shape(op.x);
			const [, m = 0] = run.shape(op.out);
			const packed = kept ?? run.scratch(kernels.packedBytes(n, m), `${op.label}, packed`);
			const x = run.address(op.x);
			const bias = op.bias === undefined ? 0 : run.address(op.bias);
			const out = run.address(op.out);
			return () => {
				if (kept === undefined) kernels.pack(run.address(op.weight), n, m, packed);
				kernels.matmul(x, rows, n, packed, m, bias, fused, out);
				if (fused !== op.activation) activate(op.activation, run.memory.f32, out / 4, rows * m);
			};
		},
	};
}

function packConstant(op: LinearOp, { kernels, keep, dense }: Preparation): number | undefined {
	const weight = dense(op.weight);
	if (weight === undefined) return undefined;
	const [n = 0, m = 0] = weight.shape;
	const packed = keep(kernels.packedBytes(n, m), `${op.weight}, packed`);
	kernels.pack(weight.address, n, m, packed);
	return packed;
}

function fusedPart(activation: ActivationName): FusedActivation {
	return activation === 'relu' || activation === 'clipped-relu' ? activation : 'none';
}

function activate(name: ActivationName, f32: Float32Array, start: number, count: number): void {
	const activation = activations[name];
	for (let index = start; index < start + count; index++) f32[index] = activation(f32[index] ?? 0);
}
