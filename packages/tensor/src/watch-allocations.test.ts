import { isAltaError } from '@alta-ts/diagnostics';
import { expect, test } from 'vitest';
import { createReferenceBackend } from './reference-backend.js';
import { planOf, tensor } from './testing/run-plan.js';
import { watchAllocations } from './watch-allocations.js';

const x = { dtype: 'f32', shape: ['rows'] } as const;
const double = planOf({ inputs: { x }, buffers: { y: x }, outputs: ['y'], steps: [{ op: 'add', label: 'sum', a: 'x', b: 'x', out: 'y' }] });

test('what is not freed is named, with the call that made it (ALTA5030)', async () => {
	const watch = watchAllocations(createReferenceBackend());
	const input = watch.backend.upload(tensor('f32', [2], [1, 2]), 'x');
	const zeros = watch.backend.allocate([3, 2], 'i32', 'zeros');
	const executable = await watch.backend.prepare(double);
	await executable.run({ x: input });
	const { outputs } = await executable.run({ x: input });
	zeros.dispose();
	outputs.y?.dispose();
	expect(watch.live()).toEqual([
		{ kind: 'buffer', label: 'x', madeBy: 'upload', bytes: 8 },
		{ kind: 'executable', label: 'test', madeBy: 'prepare', bytes: 0 },
		{ kind: 'buffer', label: 'y', madeBy: 'run 1 of plan test', bytes: 8 },
	]);
	expect(() => watch.check()).toThrow(
		expect.toSatisfy(
			(error: unknown) =>
				isAltaError(error) &&
				error.problems.length === 3 &&
				error.problems.every(({ code }) => code === 'ALTA5030') &&
				error.message.includes('Buffer "y", f32 [2], 8 bytes, was not disposed'),
		),
	);
	watch.backend.dispose();
	expect(() => watch.check()).not.toThrow();
});

test('the backend is the same as without, also in what it refuses', async () => {
	const inner = createReferenceBackend();
	const { backend } = watchAllocations(inner);
	const executable = await backend.prepare(double);
	const input = backend.upload(tensor('f32', [2], [1, 2]), 'x');
	const { outputs } = await executable.run({ x: input });
	expect(outputs.y && (await backend.read(outputs.y)).data).toEqual(Float32Array.of(2, 4));
	const { name, contract, adapter, capabilities } = inner;
	expect(backend).toMatchObject({ name, contract, adapter, capabilities });
	await expect(executable.run({ x: createReferenceBackend().upload(tensor('f32', [2], [1, 2]), 'theirs') })).rejects.toThrow(
		/ALTA5022.*"theirs"/,
	);
	input.dispose();
	await expect(executable.run({ x: input })).rejects.toThrow(/ALTA5021.*"x"/);
});
