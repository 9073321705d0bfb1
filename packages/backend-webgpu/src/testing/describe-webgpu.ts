import { describe, test } from 'vitest';
import { probeWebGpu } from '../index.js';

const here = await probeWebGpu();

/** Tests that need an adapter. Without one they are not run, and the reason is told; where CI is true they run all the same, and fail. */
export function describeWebGpu(name: string, body: () => void): void {
	if (here.available || process.env.CI === 'true') {
		describe(name, () => {
			body();
		});
	} else test.skip(`${name}: ${here.reason}`, () => {});
}
