import { dataOf, type TensorDType } from '@alta-ts/model';
import type { Backend, Buffer, Executable, Plan, RunInfo } from '@alta-ts/tensor';

/** A backend with the plans that were prepared on it so far. */
export interface Device {
	readonly backend: Backend;
	readonly dtype: TensorDType;
	/** Prepares a plan the first time its key is asked for. */
	prepared(key: string, plan: () => Plan): Promise<Executable>;
	/** Disposes all executables. */
	dispose(): void;
}

/** Wraps a backend. */
export function openDevice(backend: Backend, dtype: TensorDType): Device {
	const executables = new Map<string, Promise<Executable>>();
	const owned: Executable[] = [];
	return {
		backend,
		dtype,
		prepared: (key, plan) => {
			const found = executables.get(key);
			if (found !== undefined) return found;
			const made = Promise.resolve()
				.then(() => backend.prepare(plan()))
				.then((executable) => {
					owned.push(executable);
					return executable;
				});
			executables.set(key, made);
			return made;
		},
		dispose: () => {
			for (const executable of owned) executable.dispose();
		},
	};
}

/** Buffers that are disposed together, except those that were taken out. */
export interface Scope {
	/** Hands a buffer to the scope. */
	own(buffer: Buffer): Buffer;
	/** Takes a buffer out: the caller disposes it. */
	take(buffer: Buffer): Buffer;
	dispose(): void;
}

/** An empty scope. */
export function newScope(): Scope {
	const buffers = new Set<Buffer>();
	return {
		own: (buffer) => {
			buffers.add(buffer);
			return buffer;
		},
		take: (buffer) => {
			buffers.delete(buffer);
			return buffer;
		},
		dispose: () => {
			for (const buffer of buffers) buffer.dispose();
			buffers.clear();
		},
	};
}

/** Uploads rows of numbers. */
export function uploadRows(device: Device, scope: Scope, data: ArrayLike<number>, rows: number, columns: number, label: string): Buffer {
	return scope.own(device.backend.upload({ dtype: device.dtype, shape: [rows, columns], data: dataOf(device.dtype, data) }, label));
}

/** Uploads integers. */
export function uploadIntegers(device: Device, scope: Scope, data: Int32Array, label: string): Buffer {
	return scope.own(device.backend.upload({ dtype: 'i32', shape: [data.length], data }, label));
}

/** Reads numbers back in double precision. */
export async function readNumbers(device: Device, buffer: Buffer): Promise<Float64Array> {
	return Float64Array.from((await device.backend.read(buffer)).data);
}

/** Runs an executable; all outputs belong to the scope. */
export async function runOn(executable: Executable, inputs: Readonly<Record<string, Buffer>>, scope: Scope): Promise<RunInfo['outputs']> {
	const { outputs } = await executable.run(inputs);
	for (const buffer of Object.values(outputs)) scope.own(buffer);
	return outputs;
}

/** Runs an executable that has one output. */
export async function runForOne(executable: Executable, inputs: Readonly<Record<string, Buffer>>, scope: Scope): Promise<Buffer> {
	return only(await runOn(executable, inputs, scope));
}

/** One of the outputs of a run. */
export function output(outputs: RunInfo['outputs'], name: string): Buffer {
	const found = outputs[name];
	if (found === undefined) throw new RangeError(`the backend returned no output "${name}"`);
	return found;
}

function only(outputs: RunInfo['outputs']): Buffer {
	const [buffer] = Object.values(outputs);
	if (buffer === undefined) throw new RangeError('the backend returned no output');
	return buffer;
}
