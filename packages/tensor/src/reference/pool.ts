import { bytesOf, zeros } from '../shape.js';
import type { DType, TensorData } from '../tensor.js';

/** Arrays that nobody uses any more, kept to be used again: layer after layer asks for the same sizes, and new arrays are costly when large. */
export interface Pool {
	/** An array of zeros. */
	take(dtype: DType, entries: number): TensorData;
	/** Gives an array back, which the caller must not touch again. */
	give(dtype: DType, data: TensorData): void;
}

/** The most that is kept, in bytes. What is given back beyond it makes the pool begin anew. */
const MOST_BYTES = 2 ** 26;

/** An empty pool. */
export function createPool(): Pool {
	const free = new Map<string, TensorData[]>();
	let bytes = 0;
	return {
		take(dtype, entries) {
			const found = free.get(`${dtype} ${entries}`)?.pop();
			if (found === undefined) return zeros(dtype, entries);
			bytes -= entries * bytesOf(dtype);
			found.fill(0);
			return found;
		},
		give(dtype, data) {
			bytes += data.length * bytesOf(dtype);
			if (bytes > MOST_BYTES) {
				free.clear();
				bytes = 0;
				return;
			}
			const key = `${dtype} ${data.length}`;
			const list = free.get(key);
			if (list === undefined) free.set(key, [data]);
			else list.push(data);
		},
	};
}
