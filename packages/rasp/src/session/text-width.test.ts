import { expect, test } from 'vitest';
import { textWidth } from './text-width.js';

test.each([
	['', 0],
	['abc', 3],
	['日本', 4],
	['한', 2],
	['カ', 2],
	['a🙂', 3],
	['ａ', 2],
	['e\u0301', 1],
	['a\u200bb', 2],
	['■·é', 3],
])('%s takes %i columns', (text, columns) => {
	expect(textWidth(text)).toBe(columns);
});
