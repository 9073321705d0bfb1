// @ts-check
// A process that runs a plan a thousand times, and prints how much memory it holds early on and at the end.
import { runOften } from '@alta-ts/backend-kit';
import { createCpuBackend } from '../../dist/index.js';

function held() {
	globalThis.gc?.();
	return { ...process.memoryUsage() };
}

/** The first batches are large, so that threads have started before memory is looked at. @param {number} run */
function lengthsOf(run) {
	const sequences = run < 3 ? 60 : 1 + (run % 7);
	return Array.from({ length: sequences }, (_, sequence) => (run * 13 + sequence * 29) % 200);
}

const backend = createCpuBackend({ threads: Number(process.argv[2]) });
console.log(JSON.stringify(await runOften(backend, { held, warm: 200, lengthsOf })));
