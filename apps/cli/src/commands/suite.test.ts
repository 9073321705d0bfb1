import { altaError } from '@alta-ts/diagnostics';
import { library } from '@alta-ts/programs';
import type { SuiteRow } from '@alta-ts/suite';
import { createReferenceBackend, probeReference } from '@alta-ts/tensor';
import { expect, test } from 'vitest';
import type { BackendPackage } from '../backend-table.js';
import { alta } from '../testing/alta.js';
import { absent, counting } from '../testing/fake-backends.js';
import { fewerInputs } from './suite.js';

test('prints a row for every program and engine, and a sum', async () => {
	const { code, out, err } = await alta('suite --samples 3 --filter parity');
	const parities = library.filter(({ name }) => name.includes('parity'));
	expect([code, err]).toEqual([0, '']);
	expect(out.match(/^passed /gm)).toHaveLength(2 * parities.length);
	expect(out).toContain(`${2 * parities.length} passed, 0 failed, 0 not run (seed 1)`);
});

test('prints JSON lines, and tells what was not run', async () => {
	const words = 'suite --samples 3 --filter relative --backend reference --backend webgpu --backend webgpu --json';
	const { code, out, err } = await alta(words, { backends: { webgpu: absent } });
	expect(code).toBe(0);
	expect(err).toMatch(
		/^warning ALTA9028: Nothing was run on the backend webgpu: .*\n.*\n {2}why: There is no device\.\n {2}do: Buy one\..*CI=true/,
	);
	expect((await alta(words, { backends: { webgpu: absent }, isCi: true })).code).toBe(1);
	const rows = out
		.trimEnd()
		.split('\n')
		.map((line): unknown => JSON.parse(line));
	expect(rows).toEqual([
		{
			program: 'parity-sequential-relative',
			engine: 'interpreter',
			backend: null,
			requested: null,
			adapter: null,
			software: null,
			status: 'passed',
			cases: 3,
			passed: 3,
			ms: expect.any(Number),
		},
		{
			program: 'parity-sequential-relative',
			engine: 'model',
			backend: 'reference',
			requested: 'reference',
			adapter: 'reference',
			software: false,
			status: 'passed',
			cases: 3,
			passed: 3,
			ms: expect.any(Number),
		},
		{
			program: 'parity-sequential-relative',
			engine: 'model',
			backend: 'webgpu',
			requested: 'webgpu',
			adapter: null,
			software: null,
			status: 'not run',
			cases: 0,
			passed: 0,
			reason: 'There is no device.',
			ms: 0,
		},
	]);
});

test('a filter that leaves nothing is ALTA9033', async () => {
	const { code, err } = await alta('suite --filter nothing-of-this-name');
	expect(code).toBe(2);
	expect(err).toContain('ALTA9033');
});

test('tells which weights ran on fewer inputs than the interpreter', async () => {
	const { out } = await alta('suite --samples 3 --filter parity-sum');
	expect(out).not.toContain('fixed amount of work');
	const where = { backend: 'reference', requested: null, adapter: null, software: null } as const;
	const row = { engine: 'model', ...where, status: 'passed', passed: 4, ms: 1 } as const;
	const rows: readonly SuiteRow[] = [
		{ ...row, program: 'large', engine: 'interpreter', backend: null, cases: 50 },
		{ ...row, program: 'large', cases: 4 },
		{ ...row, program: 'small', engine: 'interpreter', backend: null, cases: 50 },
		{ ...row, program: 'small', cases: 50 },
		{ ...row, program: 'large', backend: 'webgpu', status: 'not run', cases: 0 },
	];
	expect(fewerInputs(rows)).toBe('large: weights on 4 of 50 inputs, within a fixed amount of work\n');
});

test('runs weights of plain Transformers', async () => {
	const { code, out } = await alta('suite --filter sequential-relative --target standard --samples 3 --json');
	expect(code).toBe(0);
	expect(out).toContain('"engine":"model","target":"standard"');
});

test('runs on several backends, tells which did the work, and closes them', async () => {
	const { load, open } = counting('other');
	const { code, out } = await alta('suite --filter sequential-relative --samples 3 --backend cpu --backend webgpu --json', {
		backends: { webgpu: load },
		isCi: true,
	});
	expect(code).toBe(0);
	const rows = out.trimEnd().split('\n');
	expect(rows.map((row): unknown => JSON.parse(row))).toMatchObject([
		{ engine: 'interpreter' },
		{ backend: 'cpu', requested: 'cpu', adapter: expect.stringContaining('wasm'), software: false, status: 'passed' },
		{ backend: 'other', requested: 'webgpu', adapter: 'imitation', software: true, status: 'passed' },
	]);
	expect(open()).toBe(0);
});

test('a program that a backend refuses is not run, which is no failure', async () => {
	const refusal = altaError('ALTA5029', { what: 'That is too much.', why: 'It is small.', fix: 'Choose another one.' });
	const small = async (): Promise<BackendPackage> => ({
		create: () => ({ ...createReferenceBackend(), prepare: async () => Promise.reject(refusal) }),
		probe: probeReference,
	});
	const { code, out } = await alta('suite --filter sequential-relative --samples 1 --backend webgpu', {
		backends: { webgpu: small },
		isCi: true,
	});
	expect(code).toBe(0);
	expect(out).toMatch(/^not run .* That is too much\. It is small\.$/m);
	expect(out).toContain('1 passed, 0 failed, 1 not run');
});

test('tells below the rows which backends ran in software', async () => {
	const words = 'suite --filter sequential-relative --samples 3 --backend cpu --backend webgpu';
	const { out } = await alta(words, { backends: { webgpu: counting('other').load } });
	expect(out).toContain('\n\nwebgpu ran on imitation, in software\n3 passed, ');
	expect(out).not.toContain('cpu ran on');
});
