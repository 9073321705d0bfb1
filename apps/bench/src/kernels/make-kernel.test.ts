import { expect, test } from 'vitest';
import { difference } from '../comparison/same-answer.js';
import { localSeat } from '../comparison/seat.js';
import { isNotRun } from '../engines/engine.js';
import { findEngine } from '../engines/engines.js';
import { type KernelSizes, makeKernel } from './make-kernel.js';

const kernels: readonly KernelSizes[] = [
	{ kind: 'matmul', rows: 5, inner: 7, columns: 3 },
	{ kind: 'sparse-linear', rows: 6, inner: 20, columns: 9, inputDensity: 0.2, weightDensity: 0.3 },
	{ kind: 'attention', batch: 2, heads: 3, length: 5, width: 4 },
	{ kind: 'softmax', rows: 4, columns: 6 },
	{ kind: 'layer-norm', rows: 3, columns: 8 },
	{ kind: 'gather', rows: 6, entries: 10, columns: 4 },
	{ kind: 'transformer-block', batch: 2, length: 5, width: 8, heads: 2, hidden: 12 },
];

const engines = ['reference', 'cpu', 'cpu, all threads', 'cpu, JavaScript', 'onnxruntime-node, 1 thread', 'tfjs, cpu'];

test.each(kernels.flatMap((kernel) => engines.map((engine) => [kernel.kind, engine, kernel] as const)))(
	'%s: %s gives what plain loops give',
	async (_, engine, sizes) => {
		const seat = localSeat(findEngine(engine));
		const first = await seat.open(sizes);
		if (isNotRun(first)) throw new Error(first.notRun);
		expect(difference(first.answer, makeKernel(sizes).plain())).toBeUndefined();
		expect(await seat.time(2)).toBeGreaterThan(0);
		await seat.close();
	},
);
