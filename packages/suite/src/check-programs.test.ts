import { createCpuBackend } from '@alta-ts/backend-cpu';
import { altaError } from '@alta-ts/diagnostics';
import { findTask, library } from '@alta-ts/programs';
import { type Backend, createReferenceBackend } from '@alta-ts/tensor';
import { expect, test } from 'vitest';
import { checkPrograms } from './check-programs.js';
import type { SuiteRow } from './suite-row.js';

const tasks = [findTask('parity-sum-mod-2'), findTask('parity-sequential-relative')];

/** The reference backend with something changed. */
const changed = (change: (backend: Backend) => Partial<Backend>) => (): Backend => {
	const backend = createReferenceBackend();
	return { ...backend, ...change(backend) };
};

test('the whole library passes on the CPU backend', { timeout: 300_000 }, async () => {
	const rows = await checkPrograms(createCpuBackend, { samples: 4 });
	expect(rows.filter(({ status }) => status !== 'passed')).toEqual([]);
	expect(rows.map(({ program }) => program)).toEqual(library.map(({ name }) => name));
});

test('rows are of weights alone, and told as they come', async () => {
	const told: SuiteRow[] = [];
	const rows = await checkPrograms(async () => createReferenceBackend(), { tasks, onRow: (row) => told.push(row) });
	expect(rows).toMatchObject([
		{ program: 'parity-sum-mod-2', engine: 'model', requested: 'reference', status: 'passed', cases: 12 },
		{ program: 'parity-sequential-relative', engine: 'model', status: 'passed' },
	]);
	expect(told).toEqual(rows);
});

test('a backend that computes something else fails', async () => {
	const wrong = changed((backend) => ({
		read: async (buffer) => {
			const tensor = await backend.read(buffer);
			return tensor.dtype === 'i32' ? tensor : { ...tensor, data: tensor.data.map((number) => -number) };
		},
	}));
	for (const row of await checkPrograms(wrong, { tasks })) expect(row).toMatchObject({ status: 'failed', reason: expect.any(String) });
});

test('a program that the backend refuses is not run, with what it says; any other error is a failure', async () => {
	const refusal = altaError('ALTA5029', { what: 'That is too much.', why: 'It is small.', fix: 'Choose another one.' });
	const refusing = changed(() => ({ prepare: async () => Promise.reject(refusal) }));
	expect(await checkPrograms(refusing, { tasks })).toMatchObject([
		{ status: 'not run', cases: 0, reason: 'That is too much. It is small.', adapter: 'reference' },
		{ status: 'not run' },
	]);
	const crashing = changed(() => ({ prepare: async () => Promise.reject(new TypeError('no such thing')) }));
	expect(await checkPrograms(crashing, { tasks })).toMatchObject([
		{ status: 'failed', reason: 'TypeError: no such thing' },
		{ status: 'failed' },
	]);
});

test('the backend is disposed, also where it was written for another contract', async () => {
	const disposed: string[] = [];
	const counted = changed((backend) => ({
		dispose: () => {
			disposed.push('once');
			backend.dispose();
		},
	}));
	await checkPrograms(counted, { tasks: [] });
	expect(disposed).toEqual(['once']);
	// @ts-expect-error: there is no such contract
	await expect(checkPrograms(() => ({ ...counted(), contract: 2 }))).rejects.toThrow('ALTA5020');
	expect(disposed).toEqual(['once', 'once']);
});
