import { isAltaError } from '@alta-ts/diagnostics';
import { type Backend, type Buffer, type Executable, type Plan, type RunInfo, type Tensor, withScope } from '@alta-ts/tensor';
import type { BackendCase, CaseContext } from '../case.js';
import { difference } from '../compare.js';
import type { Trial } from '../judge.js';
import { type PlanResult, readAll, runPlan } from '../run-plan.js';
import { doubled, doubling, layered, pairs, someFloat } from './sample.js';

async function runDouble(backend: Backend, executable: Executable, x: Tensor): Promise<string | undefined> {
	return withScope(backend, async (scope) => {
		const { outputs } = await scope.run(executable, { x: scope.upload(x, 'x') });
		return difference('y', (await readAll(backend, outputs)).get('y'), doubled(x));
	});
}

function wrong(found: readonly (string | undefined)[]): readonly string[] {
	return found.filter((problem) => problem !== undefined);
}

/** Runs that were asked for at once, without waiting. */
async function together({ backend }: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(backend.capabilities);
	return withScope(backend, async (scope) => {
		const one = await scope.prepare(doubling(dtype));
		const two = await scope.prepare(doubling(dtype));
		const runs = Array.from({ length: 16 }, async (_, run) => runDouble(backend, run % 3 === 0 ? two : one, pairs(dtype, run, run)));
		return wrong(await Promise.all(runs));
	});
}

async function inOrder({ backend }: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(backend.capabilities);
	return withScope(backend, async (scope) => {
		const executable = await scope.prepare(doubling(dtype));
		const finished: number[] = [];
		const sizes = [3000, 1, 500, 0, 2];
		await Promise.all(
			sizes.map(async (rows, run) => {
				const { outputs } = await executable.run({ x: scope.upload(pairs(dtype, rows), 'x') });
				finished.push(run);
				for (const buffer of Object.values(outputs)) scope.own(buffer);
			}),
		);
		return finished.join() === '0,1,2,3,4' ? [] : [`Runs of one executable ended in the order ${finished.join()}.`];
	});
}

/** Everything is disposed right after it was used, before anything is done. */
async function disposedMeanwhile({ backend }: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(backend.capabilities);
	const x = pairs(dtype, 100);
	const buffer = backend.upload(x, 'x');
	const executable = await backend.prepare(doubling(dtype));
	const running = [executable.run({ x: buffer }), executable.run({ x: buffer })];
	const reading = backend.read(buffer);
	buffer.dispose();
	executable.dispose();
	// Takes the memory of what was disposed, if anything does.
	const others = Array.from({ length: 4 }, () => backend.upload(pairs(dtype, 100, 5), 'other'));
	// All are waited for before any is looked at: none may fail unseen.
	const [read, ...runs] = await Promise.all([reading, ...running.map(async (run) => readWhileDisposed(backend, await run))]);
	const problems = [difference('x', read, x), ...runs.map((y) => difference('y', y, doubled(x)))];
	for (const other of others) other.dispose();
	return wrong(problems);
}

async function readWhileDisposed(backend: Backend, { outputs: { y } }: RunInfo): Promise<Tensor | undefined> {
	if (y === undefined) return undefined;
	const read = backend.read(y);
	y.dispose();
	return read;
}

async function backendDisposedMeanwhile({ create }: CaseContext): Promise<readonly string[]> {
	const backend = await create();
	const { plan, inputs } = layered(someFloat(backend.capabilities));
	const executable = await backend.prepare(plan);
	const buffers = Object.entries(inputs).map(([name, each]): [string, Buffer] => [name, backend.upload(each, name)]);
	const running = executable.run(Object.fromEntries(buffers));
	backend.dispose();
	try {
		await running;
		return [];
	} catch (error) {
		return isAltaError(error) && error.code === 'ALTA5021' ? [] : [`A run under way ended with ${String(error)}.`];
	}
}

async function sameBuffer({ backend }: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(backend.capabilities);
	const plan: Plan = { ...doubling(dtype), inputs: { ...doubling(dtype).inputs, z: { dtype, shape: ['rows', 2] } } };
	const [step] = doubling(dtype).steps;
	return withScope(backend, async (scope) => {
		const executable = await scope.prepare({ ...plan, steps: step?.op === 'add' ? [{ ...step, b: 'z' }] : [] });
		const x = pairs(dtype, 5);
		const buffer = scope.upload(x, 'x');
		const runs = await Promise.all([scope.run(executable, { x: buffer, z: buffer }), scope.run(executable, { x: buffer, z: buffer })]);
		const found = await Promise.all(runs.map(async ({ outputs }) => (await readAll(backend, outputs)).get('y')));
		return wrong(found.map((each) => difference('y', each, doubled(x))));
	});
}

/** A run's output goes on as the input of the next, without a way over the host. */
async function chained({ backend }: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(backend.capabilities);
	return withScope(backend, async (scope) => {
		const executable = await scope.prepare(doubling(dtype));
		const x = pairs(dtype, 4);
		let buffer = scope.upload(x, 'x');
		for (let time = 0; time < 3; time++) {
			const { outputs } = await scope.run(executable, { x: buffer });
			if (outputs.y === undefined) return ['There is no output "y".'];
			buffer = outputs.y;
		}
		return wrong([difference('y', await backend.read(buffer), doubled(doubled(doubled(x))))]);
	});
}

/** The same run gives the same bits: again, prepared anew, and in another instance. */
async function repeats({ backend, create }: CaseContext): Promise<readonly string[]> {
	const sample = layered(someFloat(backend.capabilities));
	const first = await runPlan(backend, sample.plan, sample.inputs);
	const other = await create();
	const again = [await runPlan(backend, sample.plan, sample.inputs), await runPlan(other, sample.plan, sample.inputs)];
	again.push(...(await manyRuns(backend, sample, 3)));
	other.dispose();
	return again.flatMap(({ outputs }) => wrong([...first.outputs].map(([name, tensor]) => difference(name, outputs.get(name), tensor))));
}

async function manyRuns(backend: Backend, { plan, inputs }: Trial, count: number): Promise<readonly PlanResult[]> {
	return withScope(backend, async (scope) => {
		const executable = await scope.prepare(plan);
		const buffers = Object.entries(inputs).map(([name, each]): [string, Buffer] => [name, scope.upload(each, name)]);
		const results: PlanResult[] = [];
		for (let run = 0; run < count; run++) {
			const { outputs, passes } = await scope.run(executable, Object.fromEntries(buffers));
			results.push({ outputs: await readAll(backend, outputs), passes });
		}
		return results;
	});
}

/** Two instances at work at the same time. */
async function instances({ backend, create }: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(backend.capabilities);
	const other = await create();
	const both = [backend, other].map(async (each, instance) => {
		const problems: (string | undefined)[] = [];
		const executable = await each.prepare(doubling(dtype));
		for (let run = 0; run < 8; run++) problems.push(await runDouble(each, executable, pairs(dtype, 9, run * (instance + 1))));
		executable.dispose();
		return problems;
	});
	const problems = await Promise.all(both);
	other.dispose();
	return wrong(problems.flat());
}

async function thousand({ backend }: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(backend.capabilities);
	return withScope(backend, async (scope) => {
		const executable = await scope.prepare(doubling(dtype));
		for (let run = 0; run < 1000; run++) {
			const problem = await runDouble(backend, executable, pairs(dtype, run % 50, run));
			if (problem !== undefined) return [`Run ${run}: ${problem}`];
		}
		return [];
	});
}

/** What happens when several things are asked for at once. */
export const orderCases: readonly BackendCase[] = [
	{ name: 'order: sixteen runs at once', run: together },
	{ name: 'order: runs of one executable end in the order they were asked for', run: inOrder },
	{ name: 'order: buffers and executables disposed while they are used', run: disposedMeanwhile },
	{ name: 'order: a backend disposed during a run', run: backendDisposedMeanwhile },
	{ name: 'order: one buffer as two inputs of two runs', run: sameBuffer },
	{ name: 'order: outputs as inputs', run: chained },
	{ name: 'order: the same run gives the same bits', run: repeats },
	{ name: 'order: two instances at once', run: instances },
	{ name: 'order: a thousand runs', run: thousand },
];
