import { type BoundDims, type BufferRef, type Plan, sizeOf } from '@alta-ts/tensor';
import { deviceBytes } from '../device/numbers.js';
import { endPass } from '../kernels/halt.js';
import type { Machine } from '../machine.js';
import type { Command, Copy, Dispatch, FaultError, Space } from './command.js';
import type { PreparedStep } from './prepared-plan.js';
import type { BoundDispatch } from './recorder.js';

/** A step whose numbers have their places. */
export type BoundStep = BoundDispatch | Copy | BoundRepeat;

/** A loop whose steps have their places. */
export interface BoundRepeat {
	readonly kind: 'repeat';
	readonly label: string;
	readonly atMost: number;
	readonly steps: readonly BoundStep[];
	/** For loops with `until`: whether the loop has stopped and its passes, and what writes that at the end of a pass. */
	readonly until: { readonly control: GPUBuffer; readonly endPass: BoundDispatch } | undefined;
}

/** Everything a plan needs to run on a batch of one size: made once, used by run after run. */
export interface Workspace {
	readonly dims: BoundDims;
	/** The plan's inputs and buffers. */
	buffer(ref: BufferRef): GPUBuffer;
	/** The spans of rows, by the name of their starts. */
	readonly spans: ReadonlyMap<BufferRef, GPUBuffer>;
	/** Buffers that are zero at the start of a run. */
	readonly cleared: readonly GPUBuffer[];
	/** Where ops say what does not fit, and the errors of that, by number; undefined where no op looks. */
	readonly faults: { readonly buffer: GPUBuffer; readonly errors: readonly FaultError[] } | undefined;
	readonly steps: readonly BoundStep[];
	/** Everything that was taken from the pool. */
	readonly owned: readonly GPUBuffer[];
	free(): void;
}

/** A fault: the number of the op, and two of its own. */
export const FAULT_BYTES = 12;

/** Uniform buffers are bound at multiples of this. */
const ALIGNMENT = 256;

/**
 * Gives all numbers of a plan their places.
 *
 * @throws AltaError ALTA5029 where one would be larger than a buffer may be.
 */
export function createWorkspace(
	plan: Plan,
	prepared: readonly PreparedStep[],
	constant: (ref: BufferRef) => GPUBuffer,
	dims: BoundDims,
	machine: Machine,
): Workspace {
	const { pool } = machine;
	const owned: GPUBuffer[] = [];
	const take = (bytes: number, label: string): GPUBuffer => {
		const buffer = pool.take(bytes, label);
		owned.push(buffer);
		return buffer;
	};
	const free = (): void => owned.splice(0).forEach(pool.give);
	try {
		return { ...placesOf(plan, prepared, constant, dims, machine, take), owned, free };
	} catch (error) {
		free();
		throw error;
	}
}

function placesOf(
	plan: Plan,
	prepared: readonly PreparedStep[],
	constant: (ref: BufferRef) => GPUBuffer,
	dims: BoundDims,
	machine: Machine,
	take: Space['scratch'],
): Omit<Workspace, 'owned' | 'free'> {
	const declared = new Map([...Object.entries(plan.inputs), ...Object.entries(plan.buffers)]);
	const shape: Space['shape'] = (ref) => {
		const type = declared.get(ref);
		return type === undefined ? (plan.constants[ref]?.shape ?? []) : type.shape.map((dim) => sizeOf(dim, dims));
	};
	const buffers = new Map<BufferRef, GPUBuffer>();
	for (const [ref, { dtype }] of declared) buffers.set(ref, take(deviceBytes(dtype, shape(ref)), `${plan.name}: ${ref}`));
	const buffer: Space['buffer'] = (ref) => buffers.get(ref) ?? constant(ref);
	const spans = new Map<BufferRef, GPUBuffer>();
	const shared = new Map<number, GPUBuffer>();
	const faultErrors: FaultError[] = [];
	let faults: GPUBuffer | undefined;
	const controls: GPUBuffer[] = [];
	const space: Space = {
		shape,
		buffer,
		spans: (starts) => {
			const found = spans.get(starts) ?? take(16 * dims.rows, `${plan.name}: spans of ${starts}`);
			spans.set(starts, found);
			return found;
		},
		scratch: take,
		shared: (bytes) => {
			const found = shared.get(bytes) ?? take(bytes, `${plan.name}: shared by steps`);
			shared.set(bytes, found);
			return found;
		},
		fault: (error) => {
			faults ??= take(FAULT_BYTES, `${plan.name}: faults`);
			return { buffer: faults, number: faultErrors.push(error) };
		},
	};
	const binder = createBinder(machine, take);

	const bind = (steps: readonly PreparedStep[], control: GPUBuffer): readonly BoundStep[] =>
		steps.flatMap((step): readonly BoundStep[] => {
			if (step.kind === 'op') return step.op.commands(space).flatMap((command) => binder.bind(command, control));
			const { label, until, atMost } = step.repeat;
			if (until === undefined) return [{ kind: 'repeat', label, atMost, steps: bind(step.steps, control), until }];
			const own = take(16, `${plan.name}: control of ${label}`);
			controls.push(own);
			const end: Dispatch = {
				kind: 'dispatch',
				label: `${label}: end of pass`,
				kernel: endPass,
				params: { sequences: dims.sequences },
				buffers: { flags: buffer(until), loop_control: own },
				work: 1,
			};
			const [bound] = binder.bind(end, machine.running);
			if (bound?.kind !== 'dispatch') return [];
			return [{ kind: 'repeat', label, atMost, steps: bind(step.steps, own), until: { control: own, endPass: bound } }];
		});

	const steps = bind(prepared, machine.running);
	binder.writeParams(`${plan.name}: params`);
	const own = Object.keys(plan.buffers).map(buffer);
	return {
		dims,
		buffer,
		spans,
		cleared: [...own, ...controls, ...(faults === undefined ? [] : [faults])],
		faults: faults && { buffer: faults, errors: faultErrors },
		steps,
	};
}

interface Binder {
	bind(command: Command, control: GPUBuffer): readonly (BoundDispatch | Copy)[];
	/** Uploads the params of everything that was bound. */
	writeParams(label: string): void;
}

/** Binds kernels to buffers. The params of all kernels lie in few buffers. */
function createBinder({ device, pipelines, variants }: Machine, take: (bytes: number, label: string) => GPUBuffer): Binder {
	const { gpu } = device;
	const pages: { readonly buffer: GPUBuffer; readonly bytes: ArrayBuffer }[] = [];
	let slot = 0;
	const SLOTS = 64;
	const paramsOf = (dispatch: Dispatch): GPUBufferBinding => {
		const { kernel, params } = dispatch;
		const index = slot % SLOTS;
		if (index === 0) pages.push({ buffer: take(SLOTS * ALIGNMENT, 'params'), bytes: new ArrayBuffer(SLOTS * ALIGNMENT) });
		const page = pages.at(-1);
		if (page === undefined) throw new RangeError('there is no page for params');
		slot++;
		const offset = index * ALIGNMENT;
		const view = new DataView(page.bytes, offset, ALIGNMENT);
		kernel.params.forEach(([name, type], at) => {
			const value = params[name];
			if (value === undefined) throw new RangeError(`kernel ${kernel.name} got no param ${name}`);
			if (type === 'u32') view.setUint32(4 * at, value, true);
			else view.setFloat32(4 * at, value, true);
		});
		return { buffer: page.buffer, offset, size: Math.max(16, 4 * kernel.params.length) };
	};
	return {
		bind: (command, control) => {
			if (command.kind === 'copy') return [command];
			if (command.work === 0) return [];
			const { kernel, buffers, label, work } = command;
			const { pipeline, layout } = pipelines.get(kernel);
			const resources = kernel.bindings.map(({ name }): GPUBufferBinding => {
				const buffer = buffers[name];
				if (buffer === undefined) throw new RangeError(`kernel ${kernel.name} got no tensor ${name}`);
				return { buffer };
			});
			const bindGroup = gpu.createBindGroup({
				label,
				layout,
				entries: [{ buffer: control, size: 16 }, paramsOf(command), ...resources].map((resource, binding) => ({ binding, resource })),
			});
			const groups = command.groups ?? Math.ceil(Math.min(work, variants.invocations) / kernel.workgroup);
			const x = Math.min(groups, device.gpu.limits.maxComputeWorkgroupsPerDimension);
			return [{ kind: 'dispatch', pipeline, bindGroup, x, y: Math.min(Math.ceil(groups / x), x) }];
		},
		writeParams: (label) => {
			for (const { buffer, bytes } of pages) {
				buffer.label = label;
				gpu.queue.writeBuffer(buffer, 0, bytes);
			}
		},
	};
}
