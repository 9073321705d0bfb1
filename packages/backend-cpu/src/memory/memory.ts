/** One linear memory with all numbers of a backend in it. Addresses are bytes from its start. */
export interface Memory {
	/** The whole memory by type. Growing makes new views: take them anew after every allocation. */
	readonly f32: Float32Array;
	readonly i32: Int32Array;
	/** How large the memory is now. */
	readonly bytes: number;
	/** How large it may become. */
	readonly mostBytes: number;
	/** Makes the memory at least this large; false where the machine gives no more. */
	grow(bytes: number): boolean;
}

/** The largest memory, which 32-bit addresses reach all of. */
export const MOST_BYTES: number = 2 ** 32 - 2 ** 16;

/** A memory in an `ArrayBuffer`, for machines without WebAssembly. It grows by moving. */
export function createArrayMemory(mostBytes: number = MOST_BYTES): Memory {
	let f32 = new Float32Array(0);
	let i32 = new Int32Array(0);
	return {
		get f32() {
			return f32;
		},
		get i32() {
			return i32;
		},
		get bytes() {
			return f32.byteLength;
		},
		mostBytes,
		grow: (bytes) => {
			if (bytes <= f32.byteLength) return true;
			if (bytes > mostBytes) return false;
			const size = Math.min(mostBytes, Math.max(bytes, f32.byteLength * 2));
			const grown = roomFor(Math.ceil(size / 4)) ?? roomFor(Math.ceil(bytes / 4));
			if (grown === undefined) return false;
			grown.set(f32);
			f32 = grown;
			i32 = new Int32Array(grown.buffer);
			return true;
		},
	};
}

function roomFor(entries: number): Float32Array<ArrayBuffer> | undefined {
	try {
		return new Float32Array(entries);
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}
