import type { BufferRef, Op, Tensor, TensorData } from '@alta-ts/tensor';
import type { Device } from '../device/open-device.js';
import type { Arguments } from '../device/packed-kernel.js';
import type { Kernel } from '../kernels/kernel.js';

/** A run of a plan. All numbers are on the host; kernels get what they read, and give back what they make. */
export interface Run {
	readonly plan: string;
	readonly device: Device;
	/** Inputs, buffers and dense constants. What a step writes takes the place of what was there, and no array is ever changed. */
	readonly tensors: Map<BufferRef, Tensor>;
	/** Counted up, by label of the `repeat`. */
	readonly passes: Map<string, number>;
}

/** What a prepared step does in a run. */
export type Runner = (run: Run) => Promise<void>;

/** A tensor of a run. The plan was checked, so it is there. */
export function tensorOf({ plan, tensors }: Run, ref: BufferRef): Tensor {
	const tensor = tensors.get(ref);
	if (tensor === undefined) throw new RangeError(`checked plan "${plan}" has no dense tensor "${ref}"`);
	return tensor;
}

/** The numbers of a float tensor. */
export function floatsOf(run: Run, ref: BufferRef): Float32Array {
	const { data } = tensorOf(run, ref);
	if (data instanceof Float32Array) return data;
	throw new RangeError(`checked plan "${run.plan}" has no floats in "${ref}"`);
}

/** The numbers of an i32 tensor. */
export function integersOf(run: Run, ref: BufferRef): Int32Array {
	const { data } = tensorOf(run, ref);
	if (data instanceof Int32Array) return data;
	throw new RangeError(`checked plan "${run.plan}" has no integers in "${ref}"`);
}

/** Puts new numbers into a buffer. */
export function write(run: Run, ref: BufferRef, data: TensorData): void {
	run.tensors.set(ref, { ...tensorOf(run, ref), data });
}

/** How many rows a tensor has, and how many columns. */
export function sizesOf({ shape }: Pick<Tensor, 'shape'>): readonly [rows: number, columns: number] {
	const [rows = 0, columns = 0] = shape;
	return [rows, columns];
}

/** Runs a kernel for an op. */
export function launch({ device, plan }: Run, { label }: Op, kernel: Kernel, threads: number, given: Arguments): Promise<Float32Array> {
	return device.run(kernel, threads, given, [`plan ${plan}`, `step ${label}`]);
}
