/// <reference types="@webgpu/types" />

import { namesSoftware } from '@alta-ts/tensor';

/** What WebGPU runs on. */
export interface AdapterFacts {
	readonly name: string;
	/** Driver or device, where the adapter tells. */
	readonly description: string;
	/** Whether it is a processor that plays a card: SwiftShader, llvmpipe, WARP. */
	readonly software: boolean;
	/** Gigabytes per second that it reads and writes when it copies a buffer. Absent where it is no card. */
	readonly copyBandwidth?: number;
}

const COPIED_BYTES = 2 ** 28;
const COPIES = 20;
const ROUNDS = 5;

/** The adapter that WebGPU gives, measured where it is a card; undefined where there is none. */
export async function adapterFacts(gpu: GPU | undefined): Promise<AdapterFacts | undefined> {
	const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
	if (adapter === null || adapter === undefined) return undefined;
	const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
	const name = [vendor, architecture].filter((part) => part !== '').join(' ') || 'unnamed';
	const software = isFallbackAdapter || namesSoftware(`${architecture} ${description}`);
	const facts = { name, description: description || device, software };
	return software ? facts : { ...facts, copyBandwidth: await copyBandwidth(adapter, COPIED_BYTES) };
}

/**
 * The best of some rounds of copies from one buffer to another, in gigabytes per second; every byte is read once and written once.
 *
 * @param bytes of the buffer, or as many as the adapter allows
 */
export async function copyBandwidth(adapter: GPUAdapter, bytes: number): Promise<number> {
	const size = Math.min(bytes, adapter.limits.maxBufferSize);
	const device = await adapter.requestDevice({ requiredLimits: { maxBufferSize: Math.max(size, 2 ** 28) } });
	// GPUBufferUsage.COPY_SRC | COPY_DST, which Node does not name.
	const usage = 0x4 | 0x8;
	const [from, to] = ['from', 'to'].map((label) => device.createBuffer({ label, size, usage }));
	if (from === undefined || to === undefined) throw new Error('internal: a buffer is missing');
	let best = Number.POSITIVE_INFINITY;
	for (let round = 0; round < ROUNDS; round++) {
		const encoder = device.createCommandEncoder();
		for (let copy = 0; copy < COPIES; copy++) encoder.copyBufferToBuffer(from, 0, to, 0, size);
		const start = performance.now();
		device.queue.submit([encoder.finish()]);
		await device.queue.onSubmittedWorkDone();
		best = Math.min(best, performance.now() - start);
	}
	device.destroy();
	return (2 * size * COPIES) / best / 1e6;
}
