import { expect, test } from 'vitest';
import type { CaseResult } from './case.js';
import { capabilitiesTable, supportTable } from './support-table.js';

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

test('the table of capabilities tells what a backend refuses, and why', () => {
	const lines = capabilitiesTable({
		ops: ['add', 'linear'],
		dtypes: ['f32', 'f16', 'i32'],
		refuses: [
			{ op: 'softmax', reason: 'No time.' },
			{ op: 'linear', dtypes: ['f16'], reason: 'No room.' },
			{ dtypes: ['f64'], reason: 'Too wide.' },
		],
		limits: { bufferBytes: 8 },
		features: [],
	}).split('\n');
	expect(lines[0]).toBe('| op | f32 | f64 | f16 | bf16 |');
	expect(lines).toContain('| add | ✓ | – (2) | ✓ | – (4) |');
	expect(lines).toContain('| linear | ✓ | – (2) | – (3) | – (4) |');
	expect(lines).toContain('| softmax | – (5) | – (5) | – (5) | – (5) |');
	expect(lines.slice(-6)).toEqual([
		'1. Its ops are add, linear.',
		'2. Too wide.',
		'3. No room.',
		'4. Its dtypes are f32, f16, i32.',
		'5. No time.',
		'',
	]);
});
