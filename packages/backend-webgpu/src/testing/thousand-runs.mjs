// @ts-check
// A process that runs a plan a thousand times on WebGPU, and prints how much memory it holds early on and at the end.
import { runOften } from '@alta-ts/backend-kit';
import { createWebGpuBackend } from '../../dist/index.js';

function held() {
	globalThis.gc?.();
	return { ...process.memoryUsage() };
}

console.log(JSON.stringify(await runOften(await createWebGpuBackend(), { held })));
