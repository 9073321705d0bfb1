import { expect, test } from 'vitest';
import type { Buffer } from './backend.js';
import { createReferenceBackend } from './reference-backend.js';
import { withScope } from './scope.js';
import { planOf, tensor } from './testing/run-plan.js';
import { watchAllocations } from './watch-allocations.js';

const x = { dtype: 'f32', shape: ['rows'] } as const;
const double = planOf({ inputs: { x }, buffers: { y: x }, outputs: ['y'], steps: [{ op: 'add', label: 'sum', a: 'x', b: 'x', out: 'y' }] });

test('a scope frees what it holds, and leaves what was taken out', async () => {
	const watch = watchAllocations(createReferenceBackend());
	const { backend } = watch;
	const kept = await withScope(backend, async (scope) => {
		const input = scope.upload(tensor('f32', [2], [1, 2]), 'x');
		scope.allocate([2], 'i32', 'zeros');
		scope.own(backend.allocate([2], 'f32', 'mine'));
		const { outputs } = await scope.run(await scope.prepare(double), { x: input });
		expect(watch.live().length).toBe(5);
		return outputs.y && scope.take(outputs.y);
	});
	expect(watch.live().map(({ label }) => label)).toEqual(['y']);
	expect(kept && (await backend.read(kept)).data).toEqual(Float32Array.of(2, 4));
});

test('a scope frees also when the function throws', async () => {
	const watch = watchAllocations(createReferenceBackend());
	let buffer: Buffer | undefined;
	const failed = withScope(watch.backend, (scope) => {
		buffer = scope.allocate([2], 'i32', 'zeros');
		throw new Error('on the way');
	});
	await expect(failed).rejects.toThrow('on the way');
	expect(watch.live()).toEqual([]);
	await expect(buffer && watch.backend.read(buffer)).rejects.toThrow('ALTA5021');
});
