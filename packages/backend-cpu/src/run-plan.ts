import { type BoundDims, type BufferType, bytesOf, countEntries, sizeOf } from '@alta-ts/tensor';
import type { Block } from './memory/allocator.js';
import { outOfMemory } from './out-of-memory.js';
import type { Machine, Placed, PreparedPlan, PreparedStep } from './prepare-plan.js';
import type { Pass, Run } from './runner.js';

/** A tensor in memory that somebody owns. */
export interface Stored {
	readonly dtype: BufferType['dtype'];
	readonly shape: readonly number[];
	readonly block: Block;
}

/** What a run gave. */
export interface PlanRun {
	readonly outputs: Readonly<Record<string, Stored>>;
	readonly passes: Readonly<Record<string, number>>;
}

/** Runs a prepared plan on inputs that fit it. Whatever happens, only the outputs stay in memory. */
export function runPlan(prepared: PreparedPlan, inputs: Readonly<Record<string, Stored>>, dims: BoundDims, machine: Machine): PlanRun {
	const { plan } = prepared;
	const { allocator, memory } = machine;
	const taken = new Set<Block>();
	const take = (bytes: number, label: string): Block => {
		const block = allocator.take(bytes, label);
		if (block === undefined) throw outOfMemory(label, bytes, memory.mostBytes, [`plan ${plan.name}`]);
		taken.add(block);
		return block;
	};
	try {
		const placed = new Map<string, Placed>(prepared.dense);
		for (const [name, { block, shape }] of Object.entries(inputs)) placed.set(name, { address: block.address, shape });
		const own = new Map<string, Stored>();
		for (const [name, { dtype, shape: dimensions }] of Object.entries(plan.buffers)) {
			const shape = dimensions.map((dim) => sizeOf(dim, dims));
			const block = take(countEntries(shape) * bytesOf(dtype), name);
			own.set(name, { dtype, shape, block });
			placed.set(name, { address: block.address, shape });
		}
		const find = (ref: string): Placed => {
			const found = placed.get(ref);
			if (found === undefined) throw new RangeError(`checked plan "${plan.name}" names "${ref}", which is missing`);
			return found;
		};
		const run: Run = {
			dims,
			memory,
			address: (ref) => find(ref).address,
			shape: (ref) => find(ref).shape,
			scratch: (bytes, label) => take(bytes, label).address,
		};
		const passes: Record<string, number> = {};
		begin(prepared.steps, run, passes)();
		const outputs: Record<string, Stored> = {};
		for (const name of plan.outputs) {
			const output = own.get(name);
			if (output === undefined) continue;
			outputs[name] = output;
			taken.delete(output.block);
		}
		return { outputs, passes };
	} finally {
		for (const block of taken) allocator.give(block);
	}
}

function begin(steps: readonly PreparedStep[], run: Run, passes: Record<string, number>): Pass {
	const calls = steps.map((step) => (step.op === 'run' ? step.runner.begin(run) : beginRepeat(step, run, passes)));
	return () => {
		for (const call of calls) call();
	};
}

function beginRepeat(step: Extract<PreparedStep, { op: 'repeat' }>, run: Run, passes: Record<string, number>): Pass {
	const { label, until, atMost } = step;
	const pass = begin(step.steps, run, passes);
	const flags = until === undefined ? undefined : run.address(until) / 4;
	return () => {
		let count = 0;
		while (count < atMost) {
			pass();
			count++;
			if (flags !== undefined && run.memory.i32.subarray(flags, flags + run.dims.sequences).every((flag) => flag !== 0)) break;
		}
		passes[label] = (passes[label] ?? 0) + count;
	};
}
