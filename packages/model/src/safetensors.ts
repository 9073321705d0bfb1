/** A tensor of a safetensors file: the array type follows from the dtype. */
export type SafetensorsTensor = { [D in keyof SafetensorsArrays]: SafetensorsOf<D> }[keyof SafetensorsArrays];

/** The dtypes of {@link SafetensorsTensor}. */
export type SafetensorsDType = keyof SafetensorsArrays;

interface SafetensorsOf<D extends keyof SafetensorsArrays> {
	readonly dtype: D;
	readonly shape: readonly number[];
	/** Row-major. */
	readonly data: SafetensorsArrays[D];
}

interface SafetensorsArrays {
	readonly F64: Float64Array;
	readonly F32: Float32Array;
	/** Two bytes each in the file. */
	readonly F16: Float32Array;
	/** Two bytes each in the file. */
	readonly BF16: Float32Array;
	readonly I64: BigInt64Array;
	readonly I32: Int32Array;
	readonly I16: Int16Array;
	readonly I8: Int8Array;
	readonly U64: BigUint64Array;
	readonly U32: Uint32Array;
	readonly U16: Uint16Array;
	readonly U8: Uint8Array;
	/** 0 or 1 each. */
	readonly BOOL: Uint8Array;
}

/** The content of a safetensors file. */
export interface Safetensors {
	readonly tensors: Readonly<Record<string, SafetensorsTensor>>;
	readonly metadata: Readonly<Record<string, string>>;
}

/** Bytes of one number, by the dtype a file names. */
export const ITEM_BYTES: ReadonlyMap<string, number> = new Map([
	['F64', 8],
	['I64', 8],
	['U64', 8],
	['F32', 4],
	['I32', 4],
	['U32', 4],
	['F16', 2],
	['BF16', 2],
	['I16', 2],
	['U16', 2],
	['I8', 1],
	['U8', 1],
	['BOOL', 1],
]);

/** The key of the header that is not a tensor but holds text by name. */
export const METADATA = '__metadata__';

/** Whether a tensor may be called this. Objects of JavaScript have no ordinary key `__proto__`. */
export function isTensorName(name: string): boolean {
	return name !== METADATA && name !== '__proto__';
}
