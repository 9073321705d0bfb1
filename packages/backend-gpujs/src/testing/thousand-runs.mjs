// @ts-check
// A process that runs a plan a thousand times on gpu.js, and prints how much memory it holds early on and at the end.
import { runOften } from '@alta-ts/backend-kit';
import { createGpuJsBackend } from '../../dist/index.js';

const backend = await createGpuJsBackend({ mode: process.argv[2] === 'cpu' ? 'cpu' : 'webasm' });

function held() {
	globalThis.gc?.();
	return { ...process.memoryUsage() };
}

console.log(JSON.stringify(await runOften(backend, { held })));
