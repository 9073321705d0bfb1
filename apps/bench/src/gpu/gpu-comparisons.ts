import { createRandom, randomInteger, scanDataSet } from '@alta-ts/programs';
import type { Comparison } from '../comparison/comparison.js';
import { gather, layerNorm, matmul, softmax, sparseLinear } from '../kernel-comparisons.js';

/** Something that engines on a GPU compute. */
export interface GpuComparison extends Comparison {
	/** It is for cards: a processor that plays one would take hours. */
	readonly card?: true;
}

const COMMANDS = 1024;

/** No command of SCAN takes more layers: 408. */
const LONGEST = 'jump around left thrice after jump around left thrice';

/** Slow everywhere, and never meant for it: an engine that is not for programs. */
const NO_PROGRAMS: readonly string[] = ['onnxruntime-web, WebGPU, standard operators', 'jax-js, WebGPU'];

/** All comparisons on GPUs, in the order they run. The first is the headline. */
export const gpuComparisons: readonly GpuComparison[] = [
	{
		name: 'transformer-block',
		group: 'kernels',
		task:
			'A dense Transformer block, 256 columns, length 128, batch 4: attention of 8 heads and an MLP of 1,024 units with GELU, each after a layer ' +
			'normalisation',
		work: { kind: 'transformer-block', batch: 4, length: 128, width: 256, heads: 8, hidden: 1024 },
	},
	...[256, 512].map((size) => matmul(size)),
	sparseLinear,

	{
		name: 'attention',
		group: 'kernels',
		task: 'Softmax attention, batch 4, 8 heads of 32 columns, length 128, no mask',
		work: { kind: 'attention', batch: 4, heads: 8, length: 128, width: 32 },
	},
	softmax,

	layerNorm,

	gather,

	{ ...matmul(4096), card: true },
	{
		name: 'attention-long',
		group: 'kernels',
		task: 'Softmax attention, batch 8, 16 heads of 64 columns, length 1,024, no mask',
		work: { kind: 'attention', batch: 8, heads: 16, length: 1024, width: 64 },
		card: true,
	},
	...[
		['softmax-large', 'softmax'],
		['layer-norm-large', 'layer-norm'],
	].map(
		([name = '', kind]): GpuComparison => ({
			name,
			group: 'kernels',
			task: `The same as ${kind}, of 32,768 rows of 1,024 numbers`,
			work: { kind: kind === 'softmax' ? 'softmax' : 'layer-norm', rows: 32_768, columns: 1024 },
			card: true,
		}),
	),
	{
		name: 'scan-jump-twice',
		group: 'programs',
		task: 'SCAN "jump twice", 71 positions and 42 layers',
		work: { kind: 'program', program: 'scan', texts: ['jump twice'], together: false },
		tooSlow: ['onnxruntime-web, WebGPU', ...NO_PROGRAMS],
	},
	{
		name: 'scan-1024',
		group: 'programs',
		task: `A batch of ${COMMANDS.toLocaleString('en')} SCAN commands drawn by chance (seed 1), with the one that takes 408 layers among them; the time of the batch`,
		work: { kind: 'program', program: 'scan', texts: commands(), together: true },
		tooSlow: ['gpujs webgpu, Chromium', 'gpujs webgl2, Chromium', 'onnxruntime-web, WebGPU', ...NO_PROGRAMS],
		card: true,
	},
];

function commands(): readonly string[] {
	const examples = scanDataSet();
	const random = createRandom(1);
	const drawn = Array.from({ length: COMMANDS - 1 }, () => examples[randomInteger(random, 0, examples.length - 1)]?.command ?? '');
	return [LONGEST, ...drawn];
}
