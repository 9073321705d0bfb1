import { expect, test } from 'vitest';
import { closest } from './closest.js';

const names = ['parity', 'done', 'idx'];

test('finds a name with a swap, a missing letter or another case', () => {
	expect(closest('partiy', names)).toBe('parity');
	expect(closest('pariy', names)).toBe('parity');
	expect(closest('DONE', names)).toBe('done');
	expect(closest('idy', names)).toBe('idx');
});

test('gives nothing when no name is close', () => {
	expect(closest('colour', names)).toBeUndefined();
	expect(closest('x', [])).toBeUndefined();
	expect(closest('', names)).toBeUndefined();
	expect(closest('2', ['0', '1'])).toBeUndefined();
});

test('prefers the closer of two names, the first on a tie', () => {
	expect(closest('stack2', ['stack1', 'stack2'])).toBe('stack2');
	expect(closest('stack3', ['stack1', 'stack2'])).toBe('stack1');
});
