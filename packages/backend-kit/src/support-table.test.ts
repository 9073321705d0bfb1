import { expect, test } from 'vitest';
import type { CaseResult } from './case.js';
import { supportTable } from './support-table.js';

const add = { name: 'add', op: 'add', dtype: 'f32', problems: [] } as const;

test('the table tells what passed, what failed, and why the rest was not run', () => {
	const results: readonly CaseResult[] = [
		{ ...add, status: 'passed' },
		{ ...add, status: 'passed', name: 'again' },
		{ ...add, op: 'linear', status: 'passed' },
		{ ...add, op: 'linear', status: 'failed', problems: ['It is off.'] },
		{ ...add, dtype: 'f64', status: 'not run', reason: 'No room.' },
		{ ...add, op: 'linear', dtype: 'f64', status: 'not run', reason: 'No room.' },
		{ ...add, op: 'softmax', status: 'not run', reason: 'No time.' },
		{ name: 'memory', status: 'passed', problems: [] },
	];
	const lines = supportTable({ mine: results }).split('\n');
	expect(lines[0]).toBe('## mine');
	expect(lines).toContain('| op | f32 | f64 | f16 | bf16 |');
	expect(lines).toContain('| add | ✓ | – (1) | – | – |');
	expect(lines).toContain('| linear | ✗ | – (1) | – | – |');
	expect(lines).toContain('| softmax | – (2) | – | – | – |');
	expect(lines).toContain('1. No room.');
	expect(lines).toContain('2. No time.');
});
