import type { Backend, Executable, Plan, Tensor } from '@alta-ts/tensor';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCpuBackend } from './create-cpu-backend.js';
import { divisibleBy } from './divisible.js';
import { farthest, type PlanNumbers, planOf, runExecutable, runPlan, tensor } from './testing/compare.js';
import { type RandomSteps, randomSteps } from './testing/random-steps.js';

/** Draws loops of any steps until some numbers of one differ, up to signs of zeros; tells which. */
async function firstDifferent(
	differences: (steps: RandomSteps, backend: Backend) => Promise<readonly string[]>,
	numRuns: number,
): Promise<string | undefined> {
	const { counterexample, errorInstance } = await fc.check(
		fc.asyncProperty(fc.integer(), async (seed) => {
			const backend = createCpuBackend();
			const found = await differences(randomSteps(seed), backend);
			backend.dispose();
			if (found.length > 0) throw new Error(found.join(', '));
		}),
		{ numRuns },
	);
	return counterexample === null ? undefined : `seed ${counterexample[0]}: ${String(errorInstance)}`;
}

/** The outputs in which two runs differ. */
function differing(a: PlanNumbers, b: PlanNumbers): readonly string[] {
	return Object.entries(a.outputs).flatMap(([name, numbers]) => (farthest(numbers, b.outputs[name] ?? []) === 0 ? [] : [name]));
}

test('whatever a loop reads and writes, what it computes by what changes is what a full evaluation gives, batch after batch', async () => {
	const different = await firstDifferent(async ({ plan, nested, batches }, backend) => {
		const [delta, full] = [await backend.prepare(plan), await backend.prepare(nested)];
		const found: string[] = [];
		for (const { whole } of [...batches, ...batches]) {
			const [one, other] = [await runExecutable(backend, delta, whole), await runExecutable(backend, full, whole)];
			found.push(...differing(one, other), ...(one.passes.loop === other.passes.loop ? [] : ['passes']));
		}
		return found;
	}, 500);
	expect(different).toBeUndefined();
});

test('where a plan is said to be divisible, its sequences may be run apart', async () => {
	let divisible = 0;
	const different = await firstDifferent(async ({ plan, batches }, backend) => {
		if (divisibleBy(plan) === undefined) return [];
		divisible++;
		const executable = await backend.prepare(plan);
		const found: string[] = [];
		for (const { whole, alone } of batches)
			found.push(...differing(await runExecutable(backend, executable, whole), await runApart(backend, executable, plan, alone)));
		return found;
	}, 500);
	expect(different).toBeUndefined();
	expect(divisible).toBeGreaterThan(20);
});

async function runApart(
	backend: Backend,
	executable: Executable,
	plan: Plan,
	batches: readonly Readonly<Record<string, Tensor>>[],
): Promise<PlanNumbers> {
	const runs: PlanNumbers[] = [];
	for (const batch of batches) runs.push(await runExecutable(backend, executable, batch));
	return {
		outputs: Object.fromEntries(plan.outputs.map((name) => [name, runs.flatMap(({ outputs }) => outputs[name] ?? [])])),
		passes: {},
	};
}

test('what is added in every pass is added where the loop found it, too', async () => {
	const rows = { dtype: 'f32', shape: ['rows', 2] } as const;
	const plan = planOf({
		inputs: { given: rows },
		buffers: { b: rows, early: rows, state: rows },
		outputs: ['state'],
		steps: [
			{ op: 'softmax', label: 'before', x: 'given', out: 'b' },
			{
				op: 'repeat',
				label: 'loop',
				atMost: 3,
				steps: [
					{ op: 'add', label: 'reads it before it is written', a: 'b', b: 'b', out: 'early' },
					{ op: 'add', label: 'looks', a: 'early', b: 'b', out: 'early' },
					{ op: 'softmax', label: 'writes what is there', x: 'given', out: 'b' },
					{ op: 'add', label: 'sum', a: 'state', b: 'b', out: 'state' },
				],
			},
		],
	});
	const { outputs } = await runPlan(createCpuBackend(), plan, { given: tensor('f32', [1, 2], [1, 1]) });
	expect(outputs.state).toEqual([1.5, 1.5]);
});
