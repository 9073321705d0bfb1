import { expect, test } from 'vitest';
import { summary, vitestOutcome } from './outcome.mjs';
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

test('every step has a name of its own', () => {
	const names = [...steps, ...golden].map((step) => step.name);
	expect(new Set(names).size).toBe(names.length);
});
