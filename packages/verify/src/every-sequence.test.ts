import { compile } from '@alta-ts/compiler';
import { categorical, defineProgram } from '@alta-ts/core';
import { createReferenceBackend } from '@alta-ts/tensor';
import { describe, expect, it } from 'vitest';
import { countSequences, everySequence } from './every-sequence.js';
import { verify } from './verify.js';

describe('every sequence', () => {
	it('comes once, shorter ones first', () => {
		const all = [...everySequence(['a', 'b', 'c'], 4)].map((each) => each.join(''));
		expect(all.slice(0, 7)).toEqual(['', 'a', 'b', 'c', 'aa', 'ab', 'ac']);
		expect(new Set(all).size).toBe(all.length);
		expect(all.length).toBe(countSequences(3, 4));
	});

	it('is the empty one where there are no symbols, and one of each length where there is one', () => {
		expect([...everySequence([], 3)]).toEqual([[]]);
		expect([...everySequence(['a'], 2)]).toEqual([[], ['a'], ['a', 'a']]);
		expect([countSequences(0, 5), countSequences(1, 5), countSequences(2, 8), countSequences(2, 5000)]).toEqual([1, 6, 511, Infinity]);
	});
});

describe('verifying a stream of inputs', () => {
	const program = defineProgram({
		name: 'same',
		tokens: ['a', 'b'],
		variables: { token: categorical(['a', 'b'], { byToken: 'itself' }) },
		heads: {},
		rows: () => undefined,
		output: 'token',
		layers: 1,
	});

	it('takes inputs as they are needed, a batch ahead at most', async () => {
		let [taken, most] = [0, 0];
		function* counting(): Generator<readonly string[]> {
			for (const each of everySequence(['a', 'b'], 7)) {
				taken++;
				yield each;
			}
		}
		const report = await verify(program, compile(program), counting(), {
			backend: createReferenceBackend(),
			batchSize: 10,
			onProgress: (done) => {
				most = Math.max(most, taken - done);
			},
		});
		expect(report).toMatchObject({ inputs: countSequences(2, 7), differences: 0 });
		expect(most).toBeLessThanOrEqual(10);
	});
});
