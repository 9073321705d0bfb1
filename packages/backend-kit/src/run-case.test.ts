import { createReferenceBackend } from '@alta-ts/tensor';
import { expect, test } from 'vitest';
import type { BackendCase } from './case.js';
import { backendCases } from './cases.js';
import { tensor } from './data/numbers.js';
import { idleSkips, runCases } from './run-case.js';

const passes: BackendCase = { name: 'passes', run: async () => [] };

test('a case passes, fails with its problems, or is not run with a reason', async () => {
	const fails: BackendCase = { name: 'fails', run: async () => ['It is off.'] };
	const throws: BackendCase = {
		name: 'throws',
		run: async () => {
			throw new Error('at once');
		},
	};
	const results = await runCases([passes, fails, throws], createReferenceBackend, [{ cases: /^pass/, reason: 'There was no time.' }]);
	expect(results.map(({ status, problems, reason }) => ({ status, problems, reason }))).toEqual([
		{ status: 'not run', problems: [], reason: 'There was no time.' },
		{ status: 'failed', problems: ['It is off.'], reason: undefined },
		{ status: 'failed', problems: ['It threw: at once'], reason: undefined },
	]);
});

test('what a case leaves behind is named', async () => {
	const leaks: BackendCase = {
		name: 'leaks',
		run: async ({ backend }) => {
			backend.upload(tensor('f32', [1], [1]), 'left');
			return [];
		},
	};
	const [first, second] = await runCases([leaks, passes], createReferenceBackend);
	expect(first?.problems).toEqual(['The buffer "left", made by upload, was not disposed.']);
	expect(second?.status).toBe('passed');
});

test('what the backend refuses is not run, with its reason', async () => {
	const small = (): ReturnType<typeof createReferenceBackend> => {
		const backend = createReferenceBackend();
		const refuses = [{ op: 'softmax', reason: 'Nobody has written it.' } as const];
		return {
			...backend,
			capabilities: { ...backend.capabilities, ops: backend.capabilities.ops.filter((op) => op !== 'softmax'), refuses },
		};
	};
	const results = await runCases(
		backendCases.filter(({ op, dtype }) => op === 'softmax' && dtype === 'f32'),
		small,
	);
	expect(new Set(results.map(({ status, reason }) => `${status}: ${reason}`))).toEqual(new Set(['not run: Nobody has written it.']));
});

test('a skip that names no case is told, and no two cases have one name', () => {
	const [first] = backendCases;
	expect(idleSkips(backendCases, [{ cases: [first?.name ?? '', 'linear f32: backwards'], reason: 'x' }])).toEqual([
		'linear f32: backwards',
	]);
	expect(idleSkips(backendCases, [{ cases: /backwards/, reason: 'x' }])).toEqual(['/backwards/']);
	expect(new Set(backendCases.map(({ name }) => name)).size).toBe(backendCases.length);
});
