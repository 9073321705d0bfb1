import type { BufferRef } from '@alta-ts/tensor';
import type { Kernel } from '../kernels/kernel.js';

/** One thing the device does. */
export type Command = Dispatch | Copy;

/** Runs a kernel. */
export interface Dispatch {
	readonly kind: 'dispatch';
	readonly label: string;
	readonly kernel: Kernel;
	/** The kernel's params. */
	readonly params: Readonly<Record<string, number>>;
	/** The kernel's tensors, by name. */
	readonly buffers: Readonly<Record<string, GPUBuffer>>;
	/** How many invocations have something to do; with none, the kernel is left out. */
	readonly work: number;
	/** Work that takes whole workgroups: how many. */
	readonly groups?: number;
}

/** Copies numbers from buffer to buffer. */
export interface Copy {
	readonly kind: 'copy';
	readonly from: GPUBuffer;
	readonly to: GPUBuffer;
	/** In bytes. */
	readonly at: number;
	readonly bytes: number;
}

/** What an op does that finds something which does not fit. */
export interface Fault {
	/** Where its kernel says so, unless another has: `number`, then two numbers. All zeros until then. */
	readonly buffer: GPUBuffer;
	/** By which the op is told from others, from 1. */
	readonly number: number;
}

/** The error of a fault, of the two numbers that go with it. */
export type FaultError = (first: number, second: number) => Error;

/** Where the numbers of a plan are, for one size of batch. */
export interface Space {
	/** The shape of a tensor. */
	shape(ref: BufferRef): readonly number[];
	/** A dense tensor. */
	buffer(ref: BufferRef): GPUBuffer;
	/** What the rows of a ragged batch belong to, by its row starts: (sequence, first row, rows, position) each. */
	spans(starts: BufferRef): GPUBuffer;
	/** Memory that lives as long as the space. Its numbers are anything. */
	scratch(bytes: number, label: string): GPUBuffer;
	/** Memory that every step may use while it runs, and that steps of equal sizes share. Its numbers are anything. */
	shared(bytes: number): GPUBuffer;
	/** Has faults of an op looked at after each run. */
	fault(error: FaultError): Fault;
}

/** An op that is prepared. */
export interface PreparedOp {
	readonly kernels: readonly Kernel[];
	/** What to do, once the size of the batch is known. */
	commands(space: Space): readonly Command[];
}
