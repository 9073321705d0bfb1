import type { Backend, Buffer, Plan, RunInfo, Tensor } from '@alta-ts/tensor';
import { withScope } from '@alta-ts/tensor';

/** What a run gave, read back. */
export interface PlanResult {
	readonly outputs: ReadonlyMap<string, Tensor>;
	readonly passes: RunInfo['passes'];
}

/** Prepares a plan, runs it once, reads its outputs, and frees everything. */
export async function runPlan(backend: Backend, plan: Plan, inputs: Readonly<Record<string, Tensor>>): Promise<PlanResult> {
	return withScope(backend, async (scope) => {
		const executable = await scope.prepare(plan);
		const buffers = Object.entries(inputs).map(([name, tensor]): [string, Buffer] => [name, scope.upload(tensor, name)]);
		const { outputs, passes } = await scope.run(executable, Object.fromEntries(buffers));
		return { outputs: await readAll(backend, outputs), passes };
	});
}

/** Reads all outputs of a run. */
export async function readAll(backend: Backend, outputs: RunInfo['outputs']): Promise<ReadonlyMap<string, Tensor>> {
	const tensors = new Map<string, Tensor>();
	for (const [name, buffer] of Object.entries(outputs)) tensors.set(name, await backend.read(buffer));
	return tensors;
}
