import { dataOf, type TensorDType } from '@alta-ts/model';
import type { Backend, Buffer, Executable, Plan, RunInfo, Scope } from '@alta-ts/tensor';

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

/** Uploads rows of numbers. */
export function uploadRows(device: Device, scope: Scope, data: ArrayLike<number>, rows: number, columns: number, label: string): Buffer {
	return scope.upload({ dtype: device.dtype, shape: [rows, columns], data: dataOf(device.dtype, data) }, label);
}

/** Uploads integers. */
export function uploadIntegers(scope: Scope, data: Int32Array, label: string): Buffer {
	return scope.upload({ dtype: 'i32', shape: [data.length], data }, label);
}

/** Reads numbers back in double precision. */
export async function readNumbers(device: Device, buffer: Buffer): Promise<Float64Array> {
	return Float64Array.from((await device.backend.read(buffer)).data);
}

/** Runs an executable that has one output. */
export async function runForOne(executable: Executable, inputs: Readonly<Record<string, Buffer>>, scope: Scope): Promise<Buffer> {
	return only((await scope.run(executable, inputs)).outputs);
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
