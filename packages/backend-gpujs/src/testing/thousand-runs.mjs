// @ts-check
// A process that runs a plan with a loop a thousand times on gpu.js, on batches of other sizes each time, and prints how much memory it holds after
// 300 runs and at the end. It disposes what it makes, but neither the executable nor the backend: the process is to end all the same.
import { createGpuJsBackend } from '../../dist/index.js';

const backend = await createGpuJsBackend({ mode: process.argv[2] === 'cpu' ? 'cpu' : 'webasm' });
const width = 24;
/** @type {import('@alta-ts/tensor').BufferType} */
const rows = { dtype: 'f32', shape: ['rows', width] };
/** @type {import('@alta-ts/tensor').BufferType} */
const flags = { dtype: 'i32', shape: ['sequences'] };
/** @type {import('@alta-ts/tensor').Plan} */
const plan = {
	name: 'often',
	constants: {
		w: { dtype: 'f32', shape: [width, width], data: Float32Array.from({ length: width * width }, (_, index) => Math.sin(index)) },
	},
	inputs: { x: rows, starts: { dtype: 'i32', shape: ['sequences+1'] }, limits: flags },
	buffers: { y: rows, z: rows, best: { dtype: 'i32', shape: ['rows'] }, passes: flags, halted: flags },
	outputs: ['z', 'best'],
	steps: [
		{
			op: 'repeat',
			label: 'loop',
			atMost: 9,
			until: 'halted',
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
					heads: [{ name: 'head', kind: 'softmax', keyColumns: [0, width], valueColumns: [0, width], scale: 1, offsets: [-1, 1] }],
				},
				{ op: 'halt', label: 'h', starts: 'starts', passes: 'passes', limits: 'limits', out: 'halted' },
			],
		},
		{ op: 'argmax', label: 'b', x: 'z', out: 'best' },
	],
};
const executable = await backend.prepare(plan);

/** @param {number} run */
async function once(run) {
	const lengths = Array.from({ length: 1 + (run % 7) }, (_, sequence) => (run * 13 + sequence * 29) % 50);
	const starts = [0];
	for (const length of lengths) starts.push((starts.at(-1) ?? 0) + length);
	const count = starts.at(-1) ?? 0;
	const inputs = {
		x: backend.upload({ dtype: 'f32', shape: [count, width], data: new Float32Array(count * width).fill(0.5) }, 'x'),
		starts: backend.upload({ dtype: 'i32', shape: [starts.length], data: Int32Array.from(starts) }, 'starts'),
		limits: backend.upload(
			{ dtype: 'i32', shape: [lengths.length], data: Int32Array.from(lengths, (length) => 1 + (length % 3)) },
			'limits',
		),
	};
	const { outputs } = await executable.run(inputs);
	for (const buffer of Object.values(outputs)) {
		await backend.read(buffer);
		buffer.dispose();
	}
	for (const buffer of Object.values(inputs)) buffer.dispose();
}

function held() {
	globalThis.gc?.();
	return process.memoryUsage();
}

for (let run = 0; run < 300; run++) await once(run);
const early = held();
for (let run = 300; run < 1000; run++) await once(run);
console.log(JSON.stringify({ early, late: held() }));
