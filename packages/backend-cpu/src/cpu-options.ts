/** What a backend on the processor is made with. */
export interface CpuOptions {
	/** `auto`, which is meant when absent: WebAssembly with SIMD where there is some, else JavaScript. */
	readonly kernels?: 'auto' | 'javascript';
	/** The most memory it may take, in bytes, on each thread; 4 GiB, which is the most it can have, when absent. More is refused. */
	readonly memoryBytes?: number;
	/**
	 * How many threads may share a batch; 1 when absent. Batches are divided between sequences, where it pays and where it cannot be told from the
	 * results; threads start when they are needed. On a platform without workers there is one thread, and the adapter says so.
	 */
	readonly threads?: number;
}

/** What concerns one thread. */
export type MachineOptions = Omit<CpuOptions, 'threads'>;
