import { type Buffer, createBufferLedger, type DType, type Tensor } from '@alta-ts/tensor';
import type { BufferPool } from './device/buffer-pool.js';
import { fromDevice } from './device/numbers.js';
import type { Device } from './device/open-device.js';
import { readWords } from './run/read-words.js';

/** What is in a buffer of the backend. */
export interface Stored {
	readonly buffer: GPUBuffer;
	/** As `deviceBytes` counts them. */
	readonly bytes: number;
	readonly dtype: DType;
	readonly shape: readonly number[];
	/** How many errors the device had reported when it was made. */
	readonly madeAfter: number;
	/** The numbers, where the host knows them. */
	readonly integers?: Int32Array;
}

/** The buffers of a backend. */
export interface Store {
	keep(stored: Stored, label: string): Buffer;
	/** Throws ALTA5021 and ALTA5022. */
	contents(buffer: Buffer): Stored;
	/** Keeps the memory of a buffer, even if it is disposed meanwhile, until what is returned is called. */
	readonly hold: (stored: Stored) => () => void;
	/** The numbers of an i32 buffer. */
	integers(stored: Stored): Promise<Int32Array>;
	/** Copies a buffer to the host. */
	read(stored: Stored, label: string): Promise<Tensor>;
	disposeAll(): void;
}

/** A store without buffers. */
export function createStore(device: Device, pool: BufferPool): Store {
	const holds = new Map<Stored, number>();
	const dying = new Set<Stored>();
	const known = new WeakMap<Stored, Int32Array>();
	const ledger = createBufferLedger<Stored>('webgpu', (stored) => {
		if (holds.has(stored)) dying.add(stored);
		else pool.give(stored.buffer);
	});

	const hold: Store['hold'] = (stored) => {
		holds.set(stored, (holds.get(stored) ?? 0) + 1);
		let held = true;
		return () => {
			if (!held) return;
			held = false;
			const left = (holds.get(stored) ?? 1) - 1;
			if (left > 0) holds.set(stored, left);
			else holds.delete(stored);
			if (left === 0 && dying.delete(stored)) pool.give(stored.buffer);
		};
	};

	const read: Store['read'] = async (stored, label) => {
		const { buffer, bytes, dtype, shape } = stored;
		const letGo = hold(stored);
		try {
			device.check(stored.madeAfter);
			await pool.made([buffer]);
			const copy = await readWords(device, buffer, bytes, label);
			device.check(stored.madeAfter);
			return { dtype, shape, data: fromDevice(dtype, copy, shape) };
		} finally {
			letGo();
		}
	};

	return {
		keep: (stored, label) => ledger.keep(stored, stored, label),
		contents: (buffer) => ledger.contents(buffer),
		hold,
		integers: async (stored) => {
			const found = stored.integers ?? known.get(stored);
			if (found !== undefined) return found;
			const { data } = await read(stored, 'integers');
			const integers = Int32Array.from(data);
			known.set(stored, integers);
			return integers;
		},
		read,
		disposeAll: () => ledger.disposeAll(),
	};
}
