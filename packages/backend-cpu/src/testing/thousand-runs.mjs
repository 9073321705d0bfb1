// @ts-check
// A process that runs a plan a thousand times, on batches of other sizes each time, and prints how much memory it holds after 200 runs and at
// the end. It disposes what it makes, but neither the executable nor the backend: the process is to end all the same.
import { createCpuBackend } from '../../dist/index.js';

const backend = createCpuBackend({ threads: Number(process.argv[2]) });
const width = 24;
/** @type {import('@alta-ts/tensor').BufferType} */
const rows = { dtype: 'f32', shape: ['rows', width] };
/** @type {import('@alta-ts/tensor').Plan} */
const plan = {
	name: 'often',
	constants: {
		w: { dtype: 'f32', shape: [width, width], data: Float32Array.from({ length: width * width }, (_, index) => Math.sin(index)) },
	},
	inputs: { x: rows, starts: { dtype: 'i32', shape: ['sequences+1'] } },
	buffers: { y: rows, z: rows, best: { dtype: 'i32', shape: ['rows'] } },
	outputs: ['z', 'best'],
	steps: [
		{ op: 'linear', label: 'l', x: 'x', weight: 'w', activation: 'relu', out: 'y' },
		{
			op: 'attention',
			label: 'a',
			query: 'y',
			key: 'x',
			value: 'y',
			starts: 'starts',
			out: 'z',
			heads: [
				{ name: 'dense', kind: 'softmax', keyColumns: [0, 20], valueColumns: [0, 20], scale: 1 },
				{ name: 'local', kind: 'softmax', keyColumns: [20, width], valueColumns: [20, width], scale: 1, offsets: [-1, 1] },
			],
		},
		{ op: 'argmax', label: 'b', x: 'z', out: 'best' },
	],
};
const executable = await backend.prepare(plan);

/** @param {number} run */
async function once(run) {
	// The first batches are large, so that threads have started before memory is looked at.
	const sequences = run < 3 ? 60 : 1 + (run % 7);
	const lengths = Array.from({ length: sequences }, (_, sequence) => (run * 13 + sequence * 29) % 200);
	const starts = [0];
	for (const length of lengths) starts.push((starts.at(-1) ?? 0) + length);
	const count = starts.at(-1) ?? 0;
	const x = backend.upload({ dtype: 'f32', shape: [count, width], data: new Float32Array(count * width).fill(0.5) }, 'x');
	const inputs = { x, starts: backend.upload({ dtype: 'i32', shape: [starts.length], data: Int32Array.from(starts) }, 'starts') };
	const { outputs } = await executable.run(inputs);
	for (const buffer of Object.values(outputs)) {
		await backend.read(buffer);
		buffer.dispose();
	}
	for (const buffer of Object.values(inputs)) buffer.dispose();
}

/** What the process holds once nothing is left to collect: the least of several looks, since arrays are given back a little later. */
async function held() {
	const least = { heapUsed: Number.POSITIVE_INFINITY, arrayBuffers: Number.POSITIVE_INFINITY, external: Number.POSITIVE_INFINITY };
	for (let look = 0; look < 10; look++) {
		globalThis.gc?.();
		await new Promise((resolve) => setTimeout(resolve, 10));
		const { heapUsed, arrayBuffers, external } = process.memoryUsage();
		least.heapUsed = Math.min(least.heapUsed, heapUsed);
		least.arrayBuffers = Math.min(least.arrayBuffers, arrayBuffers);
		least.external = Math.min(least.external, external);
	}
	return least;
}

for (let run = 0; run < 200; run++) await once(run);
const early = await held();
for (let run = 200; run < 1000; run++) await once(run);
console.log(JSON.stringify({ early, late: await held() }));
