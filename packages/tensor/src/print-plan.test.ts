import { expect, test } from 'vitest';
import { printPlan } from './print-plan.js';
import { planOf, tensor } from './testing/run-plan.js';

test('a plan is listed with its tensors, steps and heads', () => {
	const rows = { dtype: 'f32', shape: ['rows', 2] } as const;
	const plan = planOf({
		name: 'demo',
		constants: {
			w: { dtype: 'f32', shape: [2, 2], rowStarts: Int32Array.of(0, 1, 1), columns: Int32Array.of(0), values: Float32Array.of(1) },
			b: tensor('f32', [2], [0, 0]),
		},
		inputs: { x: rows, starts: { dtype: 'i32', shape: ['sequences+1'] }, limits: { dtype: 'i32', shape: ['sequences'] } },
		buffers: { y: rows, z: rows, flags: { dtype: 'i32', shape: ['sequences'] }, passes: { dtype: 'i32', shape: ['sequences'] } },
		outputs: ['z'],
		steps: [
			{ op: 'linear', label: 'in', x: 'x', weight: 'w', bias: 'b', activation: 'relu', out: 'y' },
			{
				op: 'repeat',
				label: 'loop',
				until: 'flags',
				atMost: 9,
				steps: [
					{
						op: 'attention',
						label: 'attend',
						query: 'y',
						key: 'y',
						value: 'y',
						starts: 'starts',
						out: 'z',
						heads: [
							{ name: 'left', keyColumns: [0, 0], valueColumns: [0, 1], kind: 'softmax', scale: 1, offsets: [-1] },
							{
								name: 'past',
								keyColumns: [0, 2],
								valueColumns: [1, 2],
								kind: 'hard',
								scale: 2,
								offsets: { to: 0 },
								null: { logit: 5, value: { position: 0 } },
							},
						],
					},
					{ op: 'add', label: 'sum', a: 'y', b: 'z', unless: 'flags', starts: 'starts', out: 'y' },
					{ op: 'halt', label: 'halt', starts: 'starts', passes: 'passes', limits: 'limits', out: 'flags' },
				],
			},
		],
	});
	expect(printPlan(plan)).toBe(
		`
plan demo
  constant w: f32 [2, 2], 1 entries
  constant b: f32 [2]
  input    x: f32 [rows, 2]
  input    starts: i32 [sequences+1]
  input    limits: i32 [sequences]
  buffer   y: f32 [rows, 2]
  buffer   z: f32 [rows, 2]
  buffer   flags: i32 [sequences]
  buffer   passes: i32 [sequences]
  in: y = relu(x · w + b)
  loop: repeat until flags, at most 9 times
    attend: z = attention(y, y, y; starts)
      head left: softmax, keys 0–0, values 0–1, scale 1, offsets -1
      head past: hard, keys 0–2, values 1–2, scale 2, offsets …0, null 5 position 0
    sum: y = y + z unless flags
    halt: flags, passes = halt(never; starts, limits)
  output   z`.trim(),
	);
});
