import { createRandom, randomInteger, scanDataSet } from '@alta-ts/programs';
import type { Comparison } from './comparison/comparison.js';

const SAMPLE = 8;
const BATCH = 64;

const sampled = scanSample(SAMPLE);

/** Programs through f32 weights, from tokens to answers. */
export const programComparisons: readonly Comparison[] = [
	{
		name: 'parity-through-weights',
		group: 'programs',
		task: 'The parity of 20 bits (parity-sequential-absolute)',
		work: { kind: 'program', program: 'parity-sequential-absolute', texts: ['1 0 1 1 0 0 1 0 1 1 1 0 0 1 0 1 1 0 1 0'], together: false },
		recorded: 84,
	},
	{
		name: 'addition-through-weights',
		group: 'programs',
		task: 'The sum 789+456 (addition)',
		work: { kind: 'program', program: 'addition', texts: ['789+456'], together: false },
		recorded: 14,
	},
	{
		name: 'scan-jump-twice',
		group: 'programs',
		task: 'SCAN "jump twice", 71 positions and 42 layers',
		work: { kind: 'program', program: 'scan', texts: ['jump twice'], together: false },
		recorded: 41_000,
	},
	{
		name: 'scan-batch',
		group: 'programs',
		task: `SCAN "jump twice" ${BATCH} times over in one batch; the time of one command`,
		work: { kind: 'program', program: 'scan', texts: Array.from({ length: BATCH }, () => 'jump twice'), together: true },
		parts: BATCH,
		tooSlow: ['plain loops'],
		recorded: 41_000,
	},
	{
		name: 'scan-sample',
		group: 'programs',
		task: `${SAMPLE} commands of SCAN, drawn by chance (seed 1), one after the other; the mean time of one`,
		work: { kind: 'program', program: 'scan', texts: sampled, together: false },
		parts: SAMPLE,
		tooSlow: ['plain loops'],
	},
];

/** Commands of the data set, the same ones every time. */
function scanSample(count: number): readonly string[] {
	const examples = scanDataSet();
	const random = createRandom(1);
	return Array.from({ length: count }, () => examples[randomInteger(random, 0, examples.length - 1)]?.command ?? '');
}
