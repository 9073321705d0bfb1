import { createReferenceBackend } from '@alta-ts/tensor';
import { expect, test } from 'vitest';
import { difference } from './compare.js';
import { tensor } from './data/numbers.js';
import { perRow, rows, trial } from './data/trial.js';
import { judgeAll } from './judge.js';
import { problemsText } from './problems-text.js';

test('a difference tells where, by how much, and how many there are', () => {
	const found = tensor('f32', [2, 2], [1, 2, 3, 5]);
	expect(difference('out', found, tensor('f32', [2, 2], [1, 2, 3, 4]))).toBe('out[1, 1] is 5, not exactly 4.');
	expect(difference('out', found, tensor('f32', [2, 2], [1, 2, 2, 4]), new Float64Array(4).fill(0.5))).toBe(
		'out[1, 0] is 3, not within 0.500 of 2; 1 more of 4 entries are off.',
	);
});

test('a case stops after a dozen problems, and says so', async () => {
	const context = { backend: createReferenceBackend(), create: async () => createReferenceBackend() };
	const trials = Array.from({ length: 9 }, (_, index) => {
		const x = perRow(tensor('f32', [1, 1], [1]));
		return trial(`trial ${index}`, { given: { x }, buffers: { y: rows('f32', 1) }, steps: [] });
	});
	const problems = await judgeAll(async (_, { what }) => Array.from({ length: 5 }, () => `${what}: off.`), context, trials);
	expect(problems.slice(2, 4)).toEqual(['trial 0: off.', 'trial 0: and 2 more.']);
	expect(problems.slice(-2)).toEqual(['trial 2: and 2 more.', 'There may be more: the case stops after so many.']);
	expect(await judgeAll(async (_, { what }) => [what], context, trials)).toHaveLength(9);
});

test('a test fails with the problems in words', () => {
	expect(problemsText(['It is off.'])).toBe('It is off.');
	expect(problemsText(['It is off.', 'So is that.'])).toBe('Several problems:\n• It is off.\n• So is that.');
});
