import type { BackendCase } from '@alta-ts/backend-kit';
import { type ActivationName, activations } from '@alta-ts/tensor';
import { floats, judge, rows, type Trial } from './judge-trial.js';

const names = Object.keys(activations).filter((name): name is ActivationName => Object.hasOwn(activations, name));

/** Layers whose inputs and outputs are multiples of four, of several blocks, the last of them not full. */
export const layerCases: readonly BackendCase[] = names.flatMap((activation) =>
	[false, true].map((bias) => ({
		name: `linear f32: ${activation}, 19 rows of 8 inputs and 20 outputs${bias ? ', with a bias' : ''}`,
		op: 'linear',
		dtype: 'f32',
		run: ({ backend }) => judge(backend, layer(activation, bias), 1e-5),
	})),
);

/** Small numbers, no two near each other the same. */
const numbers = (count: number, step: number): readonly number[] => Array.from({ length: count }, (_, at) => (((at * step) % 23) - 11) / 8);

function layer(activation: ActivationName, bias: boolean): Trial {
	return {
		plan: {
			name: 'layer',
			constants: { weight: floats([8, 20], ...numbers(160, 7)), ...(bias ? { bias: floats([20], ...numbers(20, 5)) } : {}) },
			inputs: { x: rows(8) },
			buffers: { out: rows(20) },
			outputs: ['out'],
			steps: [{ op: 'linear', label: 'layer', x: 'x', weight: 'weight', ...(bias ? { bias: 'bias' } : {}), activation, out: 'out' }],
		},
		inputs: { x: floats([19, 8], ...numbers(152, 9)) },
	};
}
