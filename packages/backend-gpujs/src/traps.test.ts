import { type BufferType, type Tensor, withScope } from '@alta-ts/tensor';
import { expect, test } from 'vitest';
import { createGpuJsBackend } from './index.js';
import { describeTraps } from './testing/describe-traps.js';

describeTraps('webasm');
describeTraps('cpu');

test('names of tensors and loops may be those of properties that every object has', async () => {
	const column: BufferType = { dtype: 'f32', shape: ['rows', 1] };
	const number = (value: number): Tensor => ({ dtype: 'f32', shape: [1, 1], data: Float32Array.of(value) });
	const backend = await createGpuJsBackend();
	await withScope(backend, async (scope) => {
		const executable = await scope.prepare({
			name: 'names',
			constants: { valueOf: number(3) },
			inputs: { isPrototypeOf: column },
			buffers: { toString: column },
			outputs: ['toString'],
			steps: [
				{
					op: 'repeat',
					label: 'toLocaleString',
					atMost: 2,
					steps: [{ op: 'linear', label: 'hasOwnProperty', x: 'isPrototypeOf', weight: 'valueOf', activation: 'none', out: 'toString' }],
				},
			],
		});
		const { outputs, passes } = await scope.run(executable, {
			isPrototypeOf: scope.upload(number(2), 'x'),
		});
		expect(Object.entries(passes)).toEqual([['toLocaleString', 2]]);
		for (const [name, buffer] of Object.entries(outputs))
			expect([name, (await backend.read(buffer)).data]).toEqual(['toString', Float32Array.of(6)]);
	});
	backend.dispose();
});
