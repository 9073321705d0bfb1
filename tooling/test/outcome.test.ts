import { expect, test } from 'vitest';
import { failures, notRun, summary, vitestOutcome } from './outcome.mjs';
import { golden, steps } from './steps.mjs';

const report = {
	numPassedTests: 2,
	numFailedTests: 0,
	testResults: [
		{
			name: 'a.test.ts',
			assertionResults: [
				{ fullName: 'a', status: 'passed' },
				{ fullName: 'b', status: 'passed' },
				{ fullName: 'c', status: 'skipped' },
			],
		},
	],
};

test('vitestOutcome counts tests and names those that were not run', () => {
	expect(vitestOutcome(0, report)).toEqual({ passed: 2, failed: 0, skipped: ['c'] });
	expect(vitestOutcome(1, { ...report, numFailedTests: 3 }).failed).toBe(3);
});

test('vitestOutcome counts a run that failed without a failed test as one failure', () => {
	expect(vitestOutcome(1, report)).toEqual({ passed: 2, failed: 1, skipped: ['c'] });
	expect(vitestOutcome(1, undefined)).toEqual({ passed: 0, failed: 1, skipped: [] });
});

test('summary adds up, and mentions what was skipped only where something was', () => {
	const one = { passed: 1, failed: 0, skipped: [] };
	expect(summary([one, one, { passed: 0, failed: 1, skipped: [] }])).toBe('2 passed, 1 failed');
	expect(summary([one, { ...one, skipped: ['a', 'b'] }])).toBe('2 passed, 0 failed, 2 skipped');
});

test('failures names the steps that failed, and says nothing where none did', () => {
	const step = (name: string, failed: number): { name: string; failed: number } => ({ name, failed });
	expect(failures([step('lint', 1), step('types', 0), step('tests', 3)])).toBe('failed: lint, tests\n');
	expect(failures([step('types', 0)])).toBe('');
});

test('every step has a name of its own', () => {
	const names = [...steps, ...golden].map((step) => step.name);
	expect(new Set(names).size).toBe(names.length);
});

test('a step without its device is not run, which CI does not let pass', () => {
	expect(notRun('page: no Chromium', false)).toEqual({ passed: 0, failed: 0, skipped: ['page: no Chromium'] });
	expect(notRun('page: no Chromium', true)).toEqual({ passed: 0, failed: 1, skipped: ['page: no Chromium'] });
});
