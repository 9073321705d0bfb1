import { describeOnDevice } from '@alta-ts/backend-kit/vitest';
import { probeWebGpu } from '../index.js';

const here = await probeWebGpu();

/** Tests that need an adapter. */
export function describeWebGpu(name: string, body: () => void): void {
	describeOnDevice(name, here, body);
}
