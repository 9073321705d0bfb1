import { bytesOf, countEntries, isSparse, type Plan, type Repeat, type SparseMatrix, type Step, type Tensor } from '@alta-ts/tensor';
import type { Kernels } from './kernels/kernels.js';
import type { Allocator, Block } from './memory/allocator.js';
import type { Memory } from './memory/memory.js';
import { prepareOp } from './ops/prepare-op.js';
import { outOfMemory } from './out-of-memory.js';
import { copySparse } from './own-plan.js';
import type { Preparation, Runner } from './runner.js';
import { separableBy } from './separable.js';
import { prepareDeltaBody } from './sparse/delta-body.js';

/** The device as plans see it. */
export interface Machine {
	readonly memory: Memory;
	readonly allocator: Allocator;
	readonly kernels: Kernels;
}

/** A step that is ready to run. */
export type PreparedStep =
	| { readonly op: 'run'; readonly runner: Runner }
	| {
			readonly op: 'repeat';
			readonly label: string;
			readonly steps: readonly PreparedStep[];
			readonly until: string | undefined;
			readonly atMost: number;
	  };

/** Where a tensor is, and how large. */
export interface Placed {
	readonly address: number;
	readonly shape: readonly number[];
}

/** A plan that is ready to run: its constants are in memory. */
export interface PreparedPlan {
	/** Without the constants. */
	readonly plan: Plan;
	readonly steps: readonly PreparedStep[];
	/** Where the dense constants are. */
	readonly dense: ReadonlyMap<string, Placed>;
	/** The input that says where sequences are, if the batch may be run in parts. */
	readonly separableBy: string | undefined;
	/** Gives the memory of the constants back. */
	free(): void;
}

/** Copies the constants of a plan that was checked, and makes every step ready. */
export function preparePlan(given: Plan, machine: Machine): PreparedPlan {
	const plan: Plan = { ...given, constants: {} };
	const { memory, allocator, kernels } = machine;
	const blocks: Block[] = [];
	const dense = new Map<string, Placed>();
	const sparse = new Map<string, SparseMatrix>();
	const keep = (bytes: number, label: string): number => {
		const block = allocator.take(bytes, label);
		if (block === undefined) throw outOfMemory(label, bytes, memory.mostBytes, [`plan ${plan.name}`]);
		blocks.push(block);
		return block.address;
	};
	const free = (): void => {
		for (const block of blocks.splice(0)) allocator.give(block);
	};
	const preparation: Preparation = {
		plan,
		memory,
		kernels,
		sparse: (ref) => sparse.get(ref),
		dense: (ref) => dense.get(ref),
		keep,
	};
	try {
		for (const [name, constant] of Object.entries(given.constants)) {
			if (isSparse(constant)) sparse.set(name, copySparse(constant));
			else dense.set(name, { address: upload(constant, name, memory, keep), shape: [...constant.shape] });
		}
		return { plan, steps: prepareSteps(plan.steps, preparation, true), dense, separableBy: separableBy(plan), free };
	} catch (error) {
		free();
		throw error;
	}
}

/** Writes numbers to memory. */
export function write(tensor: Pick<Tensor, 'data' | 'dtype'>, address: number, memory: Memory): void {
	if (tensor.dtype === 'i32') memory.i32.set(tensor.data, address / 4);
	else memory.f32.set(tensor.data, address / 4);
}

function upload(tensor: Tensor, name: string, memory: Memory, keep: Preparation['keep']): number {
	const address = keep(countEntries(tensor.shape) * bytesOf(tensor.dtype), name);
	write(tensor, address, memory);
	return address;
}

function prepareSteps(steps: readonly Step[], preparation: Preparation, outermost: boolean): readonly PreparedStep[] {
	return steps.map((step) => {
		if (step.op !== 'repeat') return { op: 'run', runner: prepareOp(step, preparation) };
		const { label, until, atMost } = step;
		return { op: 'repeat', label, until, atMost, steps: prepareBody(step, preparation, outermost) };
	});
}

/** The steps of a loop. Where it holds nothing but ops and runs once, it is one runner that computes what changes from pass to pass. */
function prepareBody({ steps, atMost }: Repeat, preparation: Preparation, outermost: boolean): readonly PreparedStep[] {
	const ops = steps.filter((step) => step.op !== 'repeat');
	const once = outermost && ops.length === steps.length;
	const runner = once && atMost > 1 ? prepareDeltaBody(ops, preparation) : undefined;
	return runner === undefined ? prepareSteps(steps, preparation, false) : [{ op: 'run', runner }];
}
