import {
	type Able,
	type BoundDims,
	type BufferRef,
	bindInputs,
	checkCapabilities,
	checkPlan,
	checkRunInputs,
	checkRunSizes,
	checkStarts,
	disposedError,
	type Executable,
	isSparse,
	type Plan,
	type RunInfo,
	sizeOf,
	startsOf,
} from '@alta-ts/tensor';
import { deviceBytes } from '../device/numbers.js';
import type { Machine } from '../machine.js';
import type { Preparation } from '../ops/preparation.js';
import type { Store, Stored } from '../store.js';
import { checkOpNumbers, denseConstant, executedOps, neededNumbers } from './check-numbers.js';
import { kernelsOf, ownPlan, type PreparedStep, prepareSteps } from './prepared-plan.js';
import { readWords } from './read-words.js';
import { createRecorder, type Recorder } from './recorder.js';
import { runSteps } from './run-steps.js';
import { spansOf } from './spans.js';
import { createWorkspace, FAULT_BYTES, type Workspace } from './workspace.js';

/** For how many sizes of batches an executable keeps everything that a run needs. */
const WORKSPACES = 4;

/** Checks a plan, compiles its kernels, uploads its sparse weights. */
export async function prepareExecutable(given: Plan, able: Able, machine: Machine, store: Store): Promise<Executable> {
	checkPlan(given);
	checkCapabilities(given, able);
	const plan = ownPlan(given);
	const { device, pool, pipelines, variants } = machine;
	const upload = (into: Map<string, GPUBuffer>, key: string, label: string, numbers: () => ArrayBufferView<ArrayBuffer>): GPUBuffer => {
		const found = into.get(key);
		if (found !== undefined) return found;
		const data = numbers();
		const buffer = pool.take(data.byteLength, `${plan.name}: ${label}`);
		pool.write(buffer, data);
		into.set(key, buffer);
		return buffer;
	};
	/** What ops keep, by what they call it. */
	const kept = new Map<string, GPUBuffer>();
	const keep: Preparation['keep'] = (key, numbers) => upload(kept, key, key, numbers);
	const constants = new Map<BufferRef, GPUBuffer>();
	const constant = (ref: BufferRef): GPUBuffer => upload(constants, ref, `constant ${ref}`, () => denseConstant(plan, ref));
	const sparse: Preparation['sparse'] = (ref) => {
		const found = plan.constants[ref];
		return found !== undefined && isSparse(found) ? found : undefined;
	};
	const ops = executedOps(plan.steps);
	const starts = startsOf(plan);
	const workspaces: Workspace[] = [];
	/** How many errors the device had reported when workspaces and constants were made. */
	let madeAfter = device.errors();
	let ready = true;
	let tail: Promise<unknown> = Promise.resolve();

	const giveAll = (buffers: Map<string, GPUBuffer>): void => {
		for (const buffer of buffers.values()) pool.give(buffer);
		buffers.clear();
	};
	const freeRuns = (): void => {
		for (const workspace of workspaces.splice(0)) workspace.free();
		giveAll(constants);
	};
	const free = (): void => {
		freeRuns();
		giveAll(kept);
	};

	const workspaceFor = async (dims: BoundDims): Promise<Workspace> => {
		const at = workspaces.findIndex(({ dims: { rows, sequences } }) => rows === dims.rows && sequences === dims.sequences);
		const workspace = workspaces.splice(at, at === -1 ? 0 : 1)[0] ?? createWorkspace(plan, prepared, constant, dims, machine);
		try {
			await pool.made([...workspace.owned, ...constants.values()]);
		} catch (error) {
			workspace.free();
			freeRuns();
			throw error;
		}
		workspaces.unshift(workspace);
		for (const old of workspaces.splice(WORKSPACES)) old.free();
		return workspace;
	};

	const run = async (inputs: Readonly<Record<string, Stored>>, dims: BoundDims): Promise<RunInfo> => {
		const numbers = new Map<BufferRef, Int32Array>();
		for (const ref of neededNumbers(plan, ops, starts)) {
			const input = inputs[ref];
			if (input !== undefined) numbers.set(ref, await store.integers(input));
		}
		for (const ref of starts) checkStarts(plan.name, ref, numbers.get(ref) ?? new Int32Array(0), dims.rows);
		for (const op of ops) checkOpNumbers(plan, op, numbers, dims);
		// An error may have been about what earlier runs left, so that is made anew.
		if (madeAfter !== device.errors()) freeRuns();
		madeAfter = device.errors();
		const after = Math.min(madeAfter, ...Object.values(inputs).map((input) => input.madeAfter));
		device.check(after);

		await pool.made(Object.values(inputs).map(({ buffer }) => buffer));
		const workspace = await workspaceFor(dims);
		for (const [ref, buffer] of workspace.spans)
			device.gpu.queue.writeBuffer(buffer, 0, spansOf(numbers.get(ref) ?? new Int32Array(0), dims));
		const recorder = createRecorder(device, plan.name);
		for (const buffer of workspace.cleared) recorder.clear(buffer);
		for (const [ref, { buffer, bytes }] of Object.entries(inputs))
			recorder.copy({ kind: 'copy', from: buffer, to: workspace.buffer(ref), at: 0, bytes });

		const passes: Record<string, number> = Object.create(null);
		await runSteps(workspace.steps, { device, recorder, plan: plan.name, passes });
		await refuseFaults(workspace, recorder);
		device.check(after);

		return { outputs: await copyOutputs(workspace, recorder, after), passes: { ...passes } };
	};

	/** The workspace stays, so outputs are copied from it. */
	const copyOutputs = async (workspace: Workspace, recorder: Recorder, after: number): Promise<RunInfo['outputs']> => {
		const made = plan.outputs.flatMap((ref) => {
			const type = plan.buffers[ref];
			if (type === undefined) return [];
			const shape = type.shape.map((dim) => sizeOf(dim, workspace.dims));
			const bytes = deviceBytes(type.dtype, shape);
			return [{ ref, stored: { buffer: pool.take(bytes, ref), bytes, dtype: type.dtype, shape, madeAfter: after } }];
		});
		try {
			await pool.made(made.map(({ stored }) => stored.buffer));
		} catch (error) {
			for (const { stored } of made) pool.give(stored.buffer);
			throw error;
		}
		device.check(after);
		for (const { ref, stored } of made) {
			recorder.copy({ kind: 'copy', from: workspace.buffer(ref), to: stored.buffer, at: 0, bytes: stored.bytes });
		}
		recorder.submit();
		return Object.fromEntries(made.map(({ ref, stored }) => [ref, store.keep(stored, ref)]));
	};

	const refuseFaults = async ({ faults }: Workspace, recorder: Recorder): Promise<void> => {
		if (faults === undefined) return;
		recorder.submit();
		const found = await readWords(device, faults.buffer, FAULT_BYTES, plan.name);
		const [number = 0, first = 0, second = 0] = new Uint32Array(found);
		const error = faults.errors[number - 1];
		if (error !== undefined) throw error(first, second);
	};

	const prepare = async (): Promise<readonly PreparedStep[]> => {
		try {
			const steps = prepareSteps(plan.steps, { plan, variants, sparse, keep });
			await pipelines.compile(kernelsOf(steps));
			await pool.made(kept.values());
			// Errors about what was uploaded are reported by then.
			await device.wait(device.gpu.queue.onSubmittedWorkDone());
			device.check(madeAfter);
			return steps;
		} catch (error) {
			free();
			throw error;
		}
	};
	const prepared = await prepare();
	return {
		run: async (buffers) => {
			device.check();
			if (!ready) throw disposedError(`The executable of plan "${plan.name}"`, `plan ${plan.name}`);
			const inputs = Object.fromEntries(
				Object.entries(checkRunInputs(plan.name, buffers)).map(([name, buffer]) => [name, store.contents(buffer)]),
			);
			const dims = bindInputs(plan, inputs);
			checkRunSizes(plan, dims, able);
			const held = Object.values(inputs).map(store.hold);
			const before = tail;
			const result = before
				.then(() => run(inputs, dims))
				.finally(() => {
					for (const letGo of held) letGo();
				});
			tail = result.catch(() => undefined);
			return result;
		},
		dispose: () => {
			if (!ready) return;
			ready = false;
			void tail.then(free);
		},
	};
}
