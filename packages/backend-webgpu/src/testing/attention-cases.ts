import type { BackendCase } from '@alta-ts/backend-kit';
import type { AttentionHead, BufferType } from '@alta-ts/tensor';
import { floats, integers, judge, rows, type Trial } from './judge-trial.js';

/** Attention in loops whose sequences halt one by one, for kernels that go through the rows of a sequence together. */
export const attentionCases: readonly BackendCase[] = [5, 16, 17, 32, 33, 64].map((width) => ({
	name: `attention f32: heads of ${width} columns in a loop, ranges of offsets`,
	op: 'attention',
	dtype: 'f32',
	run: ({ backend }) => judge(backend, loopedHeads(width), 1e-4),
}));

/** Some rows in a quad, some in the next, sequences without rows and with many. */
const starts = [0, 0, 3, 20, 21, 21, 32];

/** Heads with queries and keys of half as many columns as values, or a few more, so that no width is a multiple of what is read together. */
function loopedHeads(width: number): Trial {
	const keyWidth = Math.ceil(width / 2) + 1;
	const columns = 2 * width;
	const count = starts.at(-1) ?? 0;
	const flags: BufferType = { dtype: 'i32', shape: ['sequences'] };
	const common = { kind: 'softmax', scale: 0.4, keyColumns: [0, keyWidth] } as const;
	const heads: readonly AttentionHead[] = [
		{ ...common, name: 'before', valueColumns: [0, width], offsets: { to: 0 }, offsetBias: 'bias' },
		{
			...common,
			name: 'around',
			keyColumns: [columns - keyWidth, columns],
			valueColumns: [width, columns],
			offsets: { from: -5, to: 2 },
			null: { logit: 0.25, value: { position: 1 } },
		},
	];
	return {
		plan: {
			name: 'looped heads',
			constants: {
				bias: floats([39], ...Array.from({ length: 39 }, (_, at) => (at % 7 === 3 ? Number.NEGATIVE_INFINITY : -0.1 * (at % 4)))),
			},
			inputs: { x: rows(columns), starts: { dtype: 'i32', shape: ['sequences+1'] }, limits: flags },
			buffers: { state: rows(columns), attended: rows(columns), passes: flags, halted: flags },
			outputs: ['state', 'passes'],
			steps: [
				{ op: 'add', label: 'begin', a: 'x', b: 'state', out: 'state' },
				{
					op: 'repeat',
					label: 'loop',
					atMost: 9,
					until: 'halted',
					steps: [
						{ op: 'attention', label: 'attend', query: 'state', key: 'state', value: 'state', starts: 'starts', heads, out: 'attended' },
						{ op: 'add', label: 'add', a: 'attended', b: 'x', out: 'attended' },
						{ op: 'add', label: 'change', a: 'state', b: 'attended', out: 'state', unless: 'halted', starts: 'starts' },
						{ op: 'halt', label: 'halt', starts: 'starts', passes: 'passes', limits: 'limits', out: 'halted' },
					],
				},
			],
		},
		inputs: {
			x: floats([count, columns], ...Array.from({ length: count * columns }, (_, at) => ((at * 37) % 101) / 101 - 0.5)),
			starts: integers(...starts),
			limits: integers(1, 3, 2, 4, 1, 3),
		},
	};
}
