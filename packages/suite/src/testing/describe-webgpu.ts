import { probeWebGpu } from '@alta-ts/backend-webgpu';
import { describe, test } from 'vitest';

const here = await probeWebGpu();

/** Tests that need an adapter of WebGPU. Without one they are not run, and the reason is told; where CI is true they run all the same, and fail. */
export function describeWebGpu(name: string, body: () => void): void {
	if (here.available || process.env.CI === 'true') {
		describe(name, () => {
			body();
		});
	} else test.skip(`${name}: ${here.reason}`, () => {});
}
