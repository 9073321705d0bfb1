import { altaError } from '@alta-ts/diagnostics';
import type { Buffer } from './backend.js';
import { checkIsBuffer } from './check-buffers.js';
import type { DType } from './tensor.js';

/** Which buffers a backend has made, and what is in each. */
export interface BufferLedger<Contents> {
	/** A new buffer around its contents. Disposing it hands them to the ledger's `free`, once. */
	keep(contents: Contents, type: { readonly dtype: DType; readonly shape: readonly number[] }, label: string): Buffer;
	/** What is in a buffer. Throws ALTA5021 for one that was disposed, ALTA5022 for one that another backend made, ALTA5031 for what is no buffer. */
	contents(buffer: Buffer): Contents;
	/** Disposes all buffers that are not disposed yet. */
	disposeAll(): void;
}

/**
 * An empty ledger, for authors of backends: it tells own buffers from foreign and disposed ones.
 *
 * @param backend the name of the backend, for its errors.
 * @param free gives the memory of a buffer back.
 */
export function createBufferLedger<Contents extends object>(
	backend: string,
	free: (contents: Contents, buffer: Buffer) => void,
): BufferLedger<Contents> {
	const store = new WeakMap<Buffer, Contents>();
	const live = new Set<Buffer>();
	const gone = new WeakSet<Buffer>();
	return {
		keep: (contents, { dtype, shape }, label) => {
			const buffer: Buffer = {
				label,
				dtype,
				shape,
				dispose: () => {
					if (store.delete(buffer)) free(contents, buffer);
					live.delete(buffer);
					gone.add(buffer);
				},
			};
			store.set(buffer, contents);
			live.add(buffer);
			return buffer;
		},
		contents: (buffer) => {
			const contents = store.get(buffer);
			if (contents !== undefined) return contents;
			checkIsBuffer(buffer, backend);
			if (gone.has(buffer)) throw disposedError(`Buffer "${buffer.label}"`, `buffer ${buffer.label}`);
			throw altaError('ALTA5022', {
				what: `Buffer "${buffer.label}" belongs to another backend.`,
				where: [`backend ${backend}`, `buffer ${buffer.label}`],
				why: 'Numbers of one device cannot be reached from another.',
				fix: 'Read the buffer with the backend that made it and upload the tensor here.',
			});
		},
		disposeAll: () => {
			for (const buffer of live) buffer.dispose();
		},
	};
}

/** The error, ALTA5021, for use of something after it was disposed. */
export function disposedError(what: string, where: string): Error {
	return altaError('ALTA5021', {
		what: `${what} was disposed.`,
		where: [where],
		why: 'Disposing gives the memory back; nothing can be done with it afterwards.',
		fix: 'Dispose later, or make a new one.',
	});
}
