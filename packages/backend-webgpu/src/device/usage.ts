/** Flags of buffers, as the specification of WebGPU numbers them. Node has them nowhere, and browsers only as globals. */
export const usage = {
	mapRead: 0x0001,
	copySource: 0x0004,
	copyTarget: 0x0008,
	uniform: 0x0040,
	storage: 0x0080,
} as const;

/** For mapping a buffer to read it. */
export const MAP_READ = 1;

/** The shader stage of all kernels. */
export const COMPUTE = 4;
