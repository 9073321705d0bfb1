import { expect, test } from 'vitest';
import { describeValue } from './describe-value.js';

test('every kind of value has words', () => {
	const values = [undefined, null, Number.NaN, true, 'a "b"', 3n, [], {}, Object.create(null), Int32Array.of(1), async () => {}];
	expect(values.map(describeValue)).toEqual([
		'undefined',
		'null',
		'the number NaN',
		'the boolean true',
		'the string "a \\"b\\""',
		'3',
		'an array',
		'an object',
		'an object',
		'an object (Int32Array)',
		'a function',
	]);
	expect(describeValue(Promise.resolve())).toBe('a promise');
});
