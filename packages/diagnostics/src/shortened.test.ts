import { expect, test } from 'vitest';
import { shortened } from './shortened.js';

test('a text of up to 40 characters stays as it is', () => {
	for (const text of ['', 'jump', 'x'.repeat(40), '𝑥'.repeat(40)]) expect(shortened(text)).toBe(text);
});

test('a longer one is cut, and no character in half', () => {
	expect(shortened('x'.repeat(3000))).toBe(`${'x'.repeat(39)}…`);
	expect(shortened('𝑥'.repeat(41))).toBe(`${'𝑥'.repeat(39)}…`);
});
