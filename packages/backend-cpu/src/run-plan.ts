import { type BoundDims, type BufferType, bytesOf, countEntries, sizeOf } from '@alta-ts/tensor';
import { type BatchPart, partsOf, placeInPart, wholeBatch } from './batch-part.js';
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
	const { plan, separableBy } = prepared;
	const blocks = takeBlocks(plan.name, machine);
	try {
		const outputs: Record<string, Stored> = {};
		for (const name of plan.outputs) {
			const type = plan.buffers[name];
			if (type !== undefined) outputs[name] = blocks.store(name, type, dims);
		}
		const passes = new Map<string, number>();
		const starts = separableBy === undefined ? undefined : inputs[separableBy];
		const parts = starts === undefined ? [wholeBatch(dims)] : partsOf(starts, dims, machine.memory);
		for (const part of parts) runPart(prepared, { ...inputs, ...outputs }, part, machine, passes);
		for (const { block } of Object.values(outputs)) blocks.keep(block);
		return { outputs, passes: Object.fromEntries(passes) };
	} finally {
		blocks.free();
	}
}

/** Runs a part of a batch: on its rows of inputs and outputs, and on buffers of its own for all else. */
function runPart(
	prepared: PreparedPlan,
	tensors: Readonly<Record<string, Stored>>,
	part: BatchPart,
	machine: Machine,
	passes: Map<string, number>,
): void {
	const { plan } = prepared;
	const blocks = takeBlocks(plan.name, machine);
	try {
		const placed = new Map<string, Placed>(prepared.dense);
		for (const [name, { block, shape }] of Object.entries(tensors)) {
			const type = (Object.hasOwn(plan.inputs, name) ? plan.inputs : plan.buffers)[name];
			if (type !== undefined) placed.set(name, placeInPart(type, block.address, shape, part));
		}
		for (const [name, type] of Object.entries(plan.buffers)) {
			if (placed.has(name)) continue;
			const { block, shape } = blocks.store(name, type, part.dims);
			placed.set(name, { address: block.address, shape });
		}
		if (prepared.separableBy !== undefined && part.starts !== undefined) {
			const address = blocks.take(4 * part.starts.length, prepared.separableBy).address;
			machine.memory.i32.set(part.starts, address / 4);
			placed.set(prepared.separableBy, { address, shape: [part.starts.length] });
		}
		const find = (ref: string): Placed => {
			const found = placed.get(ref);
			if (found === undefined) throw new RangeError(`checked plan "${plan.name}" names "${ref}", which is missing`);
			return found;
		};
		const run: Run = {
			dims: part.dims,
			memory: machine.memory,
			address: (ref) => find(ref).address,
			shape: (ref) => find(ref).shape,
			scratch: (bytes, label) => blocks.take(bytes, label).address,
		};
		const own = new Map<string, number>();
		begin(prepared.steps, run, own)();
		for (const [label, count] of own) passes.set(label, Math.max(passes.get(label) ?? 0, count));
	} finally {
		blocks.free();
	}
}

interface Blocks {
	take(bytes: number, label: string): Block;
	/** Takes a block for a tensor. */
	store(name: string, type: BufferType, dims: BoundDims): Stored;
	/** Leaves a block in memory. */
	keep(block: Block): void;
	free(): void;
}

function takeBlocks(plan: string, { allocator, memory }: Machine): Blocks {
	const taken = new Set<Block>();
	const take = (bytes: number, label: string): Block => {
		const block = allocator.take(bytes, label);
		if (block === undefined) throw outOfMemory(label, bytes, memory.mostBytes, [`plan ${plan}`]);
		taken.add(block);
		return block;
	};
	return {
		take,
		store: (name, { dtype, shape: dimensions }, dims) => {
			const shape = dimensions.map((dim) => sizeOf(dim, dims));
			return { dtype, shape, block: take(countEntries(shape) * bytesOf(dtype), name) };
		},
		keep: (block) => taken.delete(block),
		free: () => {
			for (const block of taken) allocator.give(block);
		},
	};
}

function begin(steps: readonly PreparedStep[], run: Run, passes: Map<string, number>): Pass {
	const calls = steps.map((step) => (step.op === 'run' ? step.runner.begin(run) : beginRepeat(step, run, passes)));
	return () => {
		for (const call of calls) call();
	};
}

function beginRepeat(step: Extract<PreparedStep, { op: 'repeat' }>, run: Run, passes: Map<string, number>): Pass {
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
		passes.set(label, (passes.get(label) ?? 0) + count);
	};
}
