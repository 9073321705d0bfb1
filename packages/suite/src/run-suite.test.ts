import { findTask, library, type Task } from '@alta-ts/programs';
import { createReferenceBackend } from '@alta-ts/tensor';
import { expect, test } from 'vitest';
import { runSuite, type SuiteBackend } from './run-suite.js';
import type { SuiteRow } from './suite-row.js';

const reference: SuiteBackend = { name: 'reference', backend: createReferenceBackend() };
const absent: SuiteBackend = { name: 'webgpu', backend: null, reason: 'there is no device' };
const parity = findTask('parity-sequential-relative');

test('every program of the library passes on the interpreter and as weights', { timeout: 120_000 }, async () => {
	const rows = await runSuite({ backends: [reference], samples: 12, seed: 1 });
	expect(rows.map(({ program, engine, backend, status, reason }) => ({ program, engine, backend, status, reason }))).toEqual(
		library.flatMap(({ name }) => [
			{ program: name, engine: 'interpreter', backend: null, status: 'passed', reason: undefined },
			{ program: name, engine: 'model', backend: 'reference', status: 'passed', reason: undefined },
		]),
	);
	for (const row of rows) expect(row.passed).toBe(row.cases);
	for (const row of rows) if (row.engine === 'interpreter') expect(row.cases).toBe(12);
});

test('a backend that is missing is not run, and says why', async () => {
	const rows = await runSuite({ tasks: [parity], backends: [absent], samples: 2, seed: 1 });
	expect(rows[1]).toEqual({
		program: parity.name,
		engine: 'model',
		backend: 'webgpu',
		requested: 'webgpu',
		adapter: null,
		software: null,
		status: 'not run',
		cases: 0,
		passed: 0,
		reason: 'there is no device',
		ms: 0,
	});
});

test('a wrong answer fails the row and is quoted', async () => {
	const wrong: Task = { ...parity, oracle: () => () => 'odd' };
	const rows = await runSuite({ tasks: [wrong], backends: [reference], samples: 3, seed: 1 });
	expect(rows.map((row) => [row.status, row.cases, row.passed])).toEqual([
		['failed', 3, 0],
		['failed', 3, 0],
	]);
	expect(rows[0]?.reason).toMatch(/^"[01 ]*" gave "[01]" instead of "odd"$/);
});

test('a program that does not halt fails', async () => {
	const program = parity.program();
	const [stage] = program.stages;
	const stages = stage === undefined ? [] : [{ ...stage, repeat: { until: { variable: 'done', equals: true }, atMost: 1 } }];
	const stuck: Task = { ...parity, program: () => ({ ...program, stages }) };
	const [row] = await runSuite({ tasks: [stuck], backends: [], samples: 20, seed: 1 });
	expect(row?.status).toBe('failed');
	expect(row?.reason).toMatch(/did not halt$/);
});

test('a program that cannot be built fails, with the reason', async () => {
	const broken: Task = { ...parity, program: () => findTask('parity-sum-mod-2').program({ maxLength: -1 }) };
	const rows = await runSuite({ tasks: [broken], backends: [reference], samples: 3, seed: 1 });
	for (const row of rows) expect(row).toMatchObject({ status: 'failed', cases: 0, reason: expect.stringContaining('"maxLength"') });
});

test('rows are reported as they come, with progress', async () => {
	const rows: SuiteRow[] = [];
	const progress: string[] = [];
	const all = await runSuite({
		tasks: [parity],
		backends: [reference],
		samples: 2,
		seed: 1,
		onRow: (row) => rows.push(row),
		onProgress: (done, total) => progress.push(`${done}/${total}`),
	});
	expect(rows).toEqual(all);
	expect(progress).toEqual(['1/2', '2/2']);
});
