import { expect, test } from 'vitest';
import { difference } from './same-answer.js';

test('numbers may differ by rounding', () => {
	expect(difference(Float32Array.of(100.001, 0), Float32Array.of(100, 0.001))).toBeUndefined();
	expect(difference(Float32Array.of(100, 1), Float32Array.of(100, 0))).toBe('result 1 is 1 and not 0');
	expect(difference(Float32Array.of(Number.NaN), Float32Array.of(1))).toBe('result 0 is NaN and not 1');
});

test('texts and counts must be the same', () => {
	expect(difference(['a'], ['a'])).toBeUndefined();
	expect(difference(['a'], ['b'])).toBe('result 0 is a and not b');
	expect(difference(Float32Array.of(1), Float32Array.of(1, 2))).toBe('it gave 1 and not 2 results');
});
