import {
	type Backend,
	type Buffer,
	bindInputs,
	checkRunInputs,
	checkStarts,
	disposedError,
	type Executable,
	type Plan,
	type RunInfo,
	type Tensor,
} from '@alta-ts/tensor';
import { ownPlan } from '../own-plan.js';
import type { PartResult, Tensors } from './messages.js';
import { divide, joinParts, partOf } from './parts.js';
import { runTensors } from './run-tensors.js';
import type { Team } from './team.js';

/** From as many milliseconds on, dividing a batch pays: handing parts over and back takes a good part of one. */
const PAYS = 4;

/** An executable, and what it takes to run parts of its batches elsewhere. */
export interface Divisible {
	readonly inner: Backend;
	readonly team: Team;
	readonly whole: Executable;
	readonly plan: Plan;
	/** The input that says where sequences start. */
	readonly starts: string;
	/** Which of the backend's executables this is. */
	readonly number: number;
}

/** An executable that divides a batch where runs so far tell that it takes long. */
export function divideRuns({ inner, team, whole, plan: given, starts, number }: Divisible): Executable {
	const plan = ownPlan(given);
	let pace = 0;
	let running = 0;
	let disposed = false;

	/** Notes how long the rows take that are computed on this thread, in milliseconds each. */
	const timed = async <T>(rows: number, work: () => Promise<T>): Promise<T> => {
		const begin = Date.now();
		const result = await work();
		pace = (Date.now() - begin) / Math.max(rows, 1);
		return result;
	};

	const runDivided = async (inputs: Tensors): Promise<PartResult | undefined> => {
		const ends = inputs[starts]?.data ?? new Int32Array(1);
		checkStarts(plan.name, starts, ends, bindInputs(plan, inputs).rows);
		const [first, ...rest] = divide(ends, team.size + 1);
		if (first === undefined || rest.length === 0) return undefined;
		const theirs = Promise.all(rest.map((part, index) => team.run(index, number, plan, partOf(plan, inputs, part))));
		const mine = timed(first.rows[1] - first.rows[0], () => runTensors(inner, whole, partOf(plan, inputs, first)));
		const results = (await Promise.all([mine.catch(() => undefined), theirs])).flat();
		const parts = results.flatMap((result) => result ?? []);
		return parts.length === results.length ? joinParts(parts) : undefined;
	};

	const run = async (given: Readonly<Record<string, Buffer>>): Promise<RunInfo> => {
		const buffers = checkRunInputs(plan.name, given);
		const rows = Object.entries(plan.inputs).find(([, { shape }]) => shape[0] === 'rows')?.[0];
		const count = (rows === undefined ? undefined : buffers[rows]?.shape[0]) ?? 0;
		if (pace * count < PAYS) return timed(count, () => whole.run(buffers));
		const names = Object.keys(buffers);
		const read = await Promise.all(Object.values(buffers).map((buffer) => inner.read(buffer)));
		const inputs: Record<string, Tensor> = {};
		for (const [index, tensor] of read.entries()) inputs[names[index] ?? ''] = tensor;
		// Errors of a part would count its rows: the whole batch has the same ones, and tells them right.
		const { outputs, passes } = (await runDivided(inputs)) ?? (await runTensors(inner, whole, inputs));
		return { outputs: Object.fromEntries(Object.entries(outputs).map(([name, each]) => [name, inner.upload(each, name)])), passes };
	};

	const free = (): void => {
		if (!disposed || running > 0) return;
		whole.dispose();
		team.forget(number);
	};

	return {
		run: async (buffers) => {
			if (disposed) throw disposedError(`The executable of plan "${plan.name}"`, `plan ${plan.name}`);
			running++;
			try {
				return await run(buffers);
			} finally {
				running--;
				free();
			}
		},
		dispose: () => {
			if (disposed) return;
			disposed = true;
			free();
		},
	};
}
