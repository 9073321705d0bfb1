import type { Backend, Plan, Tensor } from '@alta-ts/tensor';
import { withScope } from '@alta-ts/tensor';

const x = { dtype: 'f32', shape: ['rows', 2] } as const;

/** A plan that doubles rows of two numbers. */
export const double: Plan = {
	name: 'double',
	constants: {},
	inputs: { x },
	buffers: { y: x },
	outputs: ['y'],
	steps: [{ op: 'add', label: 'sum', a: 'x', b: 'x', out: 'y' }],
};

/** A row of two numbers. */
export const row: Tensor = { dtype: 'f32', shape: [1, 2], data: Float32Array.of(3, -4) };

/** What a backend makes of the row by the plan. */
export function doubled(backend: Backend): Promise<readonly number[]> {
	return withScope(backend, async (scope) => {
		const executable = await scope.prepare(double);
		const { outputs } = await scope.run(executable, { x: scope.upload(row, 'x') });
		return outputs.y === undefined ? [] : Array.from((await backend.read(outputs.y)).data);
	});
}
