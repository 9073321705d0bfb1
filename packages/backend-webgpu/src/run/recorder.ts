import type { Device } from '../device/open-device.js';
import type { Copy } from './command.js';

/** A kernel with everything it needs. */
export interface BoundDispatch {
	readonly kind: 'dispatch';
	readonly pipeline: GPUComputePipeline;
	readonly bindGroup: GPUBindGroup;
	readonly x: number;
	readonly y: number;
}

/** Collects commands for the device. */
export interface Recorder {
	dispatch(dispatch: BoundDispatch): void;
	copy(copy: Copy): void;
	/** Fills a buffer with zeros. */
	clear(buffer: GPUBuffer): void;
	/** Hands what was collected to the device, which does it in order. */
	submit(): void;
}

/** How many kernels go to the device together: enough to keep it busy, few enough that a driver does not think it hangs. */
const TOGETHER = 1024;

/** A recorder without commands. The label is that of its passes. */
export function createRecorder({ gpu }: Device, label: string): Recorder {
	let encoder: GPUCommandEncoder | undefined;
	let pass: GPUComputePassEncoder | undefined;
	let count = 0;
	const open = (): GPUCommandEncoder => {
		encoder ??= gpu.createCommandEncoder({ label });
		return encoder;
	};
	const between = (): GPUCommandEncoder => {
		pass?.end();
		pass = undefined;
		return open();
	};
	const submit = (): void => {
		pass?.end();
		pass = undefined;
		if (encoder !== undefined) gpu.queue.submit([encoder.finish({ label })]);
		encoder = undefined;
		count = 0;
	};
	return {
		dispatch: ({ pipeline, bindGroup, x, y }) => {
			pass ??= open().beginComputePass({ label });
			pass.setPipeline(pipeline);
			pass.setBindGroup(0, bindGroup);
			pass.dispatchWorkgroups(x, y);
			if (++count >= TOGETHER) submit();
		},
		copy: ({ from, to, at, bytes }) => {
			if (bytes > 0) between().copyBufferToBuffer(from, 0, to, at, bytes);
		},
		clear: (buffer) => between().clearBuffer(buffer),
		submit,
	};
}
