import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { benchmarks } from './benchmarks.js';
import { localSeat } from './comparison/seat.js';
import { comparisons } from './comparisons.js';
import type { Engine } from './engines/engine.js';
import { findEngine } from './engines/engines.js';
import { type Bench, main } from './main.js';

const tiny: Bench = {
	comparisons: [
		{
			name: 'tiny-matmul',
			group: 'kernels',
			task: 'A small product',
			work: { kind: 'matmul', rows: 3, inner: 4, columns: 5 },
			recorded: 2000,
		},
	],
	benchmarks,
	engines: [findEngine('reference'), findEngine('plain loops'), findEngine('tfjs, wasm')].map((engine) =>
		engine.name === 'tfjs, wasm' ? { ...engine, open: async () => ({ notRun: 'it is not installed' }) } : engine,
	),
	sit: localSeat,
	effort: { rounds: 3, budget: 3 },
};

const number = expect.any(Number);
const zeros: Engine = { name: 'zeros', open: async () => ({ run: () => new Float32Array(15) }) };

async function bench(argv: readonly string[], what: Bench = tiny): Promise<{ code: number; out: string; err: string }> {
	let [out, err] = ['', ''];
	const code = await main(
		argv,
		{
			stdout: (text) => {
				out += text;
			},
			stderr: (text) => {
				err += text;
			},
		},
		what,
	);
	return { code, out, err };
}

test('prints JSON with a ratio for every figure', async () => {
	const { code, out, err } = await bench(['--filter', 'parity-tracing', '--json']);
	expect({ code, err }).toEqual({ code: 0, err: 'parity-tracing …\n' });
	const report: unknown = JSON.parse(out);
	expect(report).toEqual({
		date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
		node: process.versions.node,
		command: 'alta bench --filter parity-tracing --json',
		quick: false,
		cores: expect.any(Number),
		load: expect.any(Number),
		platform: `${process.platform} ${process.arch}`,
		comparisons: [],
		benchmarks: [
			{
				name: 'parity-tracing',
				task: expect.any(String),
				peer: expect.any(String),
				figures: [{ quantity: 'time', ours: number, peer: number, ratio: number, spread: [number, number], rounds: 9, recorded: 530 }],
			},
		],
	});
});

test('compares engines, and says which did not run', async () => {
	const { code, out } = await bench(['--filter', 'tiny', '--json']);
	expect(code).toBe(0);
	const measured = { status: 'measured', milliseconds: number, spread: [number, number], rounds: 3 };
	const { comparisons: compared }: { readonly comparisons?: unknown } = JSON.parse(out);
	expect(compared).toEqual([
		{
			name: 'tiny-matmul',
			group: 'kernels',
			task: 'A small product',
			recorded: 2000,
			entries: [
				{ ...measured, engine: 'reference', details: 'reference' },
				{ ...measured, engine: 'plain loops' },
				{ engine: 'tfjs, wasm', status: 'not run', reason: 'it is not installed' },
			],
			ratios: [{ ours: 'reference', other: 'plain loops', ratio: number, spread: [number, number], rounds: 3 }],
		},
	]);
});

test('prints a table, and what is behind each line', async () => {
	const { code, out } = await bench(['--filter=parity-tracing']);
	expect(code).toBe(0);
	expect(out).toMatch(
		/^benchmark +quantity +alta-ts +naive peer +peer ÷ alta-ts +recorded\nparity-tracing +time +[\d.]+ ms +[\d.]+ ms +~?[\d.]+× \([\d.]+–[\d.]+\) +530 ms\n/,
	);
	expect(out).toContain('Peer: one row for every combination');
});

test('writes a table, a page of plots and all figures', async () => {
	const folder = temporaryFolder();
	const { code, out } = await bench(['--filter', 'tiny', '--write', folder]);
	expect(code).toBe(0);
	expect(out).toMatch(/^tiny-matmul: A small product\.\n {2}reference +[\d.]+ ms\n {2}plain loops +~?[\d.]+× .*[\d.]+ ms\n/m);
	expect(out).toMatch(/^ {2}tfjs, wasm +not run, it is not installed\n {2}recorded +2 s$/m);
	expect(readdirSync(folder)).toEqual(['benchmarks.html', 'benchmarks.json', 'benchmarks.md']);
	const [page = '', figures = '', document = ''] = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
	expect(page).toContain('</svg>');
	expect(page).toContain('tfjs, wasm: not run, it is not installed (tiny-matmul)');
	expect(JSON.parse(figures)).toMatchObject({ comparisons: [{ name: 'tiny-matmul' }] });
	expect(document).toContain('- tfjs, wasm: not run, it is not installed (tiny-matmul)');
	expect(document).toMatch(/^\| tiny-matmul \| [\d.]+ ms \| ~?[\d.]+×.*<br>[\d.]+ ms \| 2 s \|$/m);
	expect(document).toContain(`Printed by \`alta bench --filter tiny --write ${folder}\`, with`);
});

test('an engine that is wrong is not timed, and fails the run', async () => {
	const { code, out } = await bench(['--filter', 'tiny'], { ...tiny, engines: [...tiny.engines, zeros] });
	expect(code).toBe(1);
	expect(out).toMatch(/^ {2}zeros +wrong, result 0 is 0 and not -?[\d.]+$/m);
});

test('measures only the backends that were asked for', async () => {
	expect((await bench(['--filter', 'tiny', '--backend', 'cpu'])).out).not.toContain('reference');
	expect(await bench(['--backend', 'abacus'])).toMatchObject({
		code: 2,
		err: expect.stringMatching(
			/^error ALTA9081: There is no backend "abacus" to measure\.\n {2}where: --backend\n {2}why: There are cpu, .*reference/,
		),
	});
});

test('says what there is when nothing is chosen', async () => {
	const none = await bench(['--filter', 'chess']);
	expect(none).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^error ALTA9082: Nothing has "chess" in its name/) });
	expect(none.err).toContain('scan-on-symbols');
	const misspelt = await bench(['--speed']);
	expect(misspelt).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^error ALTA9080: .*--speed/) });
	expect(misspelt.err).toContain('--filter');
	expect(await bench(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('parity-compile'), err: '' });
});

test('a page shows benchmarks beside a naive peer, and says that a run was quick', async () => {
	const folder = temporaryFolder();
	await bench(['--filter', 'parity-tracing', '--quick', '--write', folder]);
	const page = readFileSync(join(folder, 'benchmarks.html'), 'utf8');
	expect(page).toContain('<h2>Language and compiler</h2>');
	expect(page).toMatch(/<td>parity-tracing<\/td><td>time<\/td>/);
	expect(page).toContain('A quick run');
	expect(page).toContain('--quick --write');
	expect(readFileSync(join(folder, 'benchmarks.md'), 'utf8')).toContain('(a **quick** run: rough figures)');
});

test('draws figures that were kept, without measuring', async () => {
	const [folder, other] = [temporaryFolder(), temporaryFolder()];
	await bench(['--filter', 'tiny', '--write', folder]);
	const { code, err } = await bench(['--from', join(folder, 'benchmarks.json'), '--write', other]);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	for (const name of readdirSync(folder)) expect(readFileSync(join(other, name), 'utf8')).toBe(readFileSync(join(folder, name), 'utf8'));
});

test('refuses what is no report, and folders that cannot be made, before it measures', async () => {
	const file = join(temporaryFolder(), 'figures.json');
	writeFileSync(file, '{"comparisons":[],"benchmarks":[{}]}');
	expect(await bench(['--from', file])).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^error ALTA9083: /) });
	expect(await bench(['--from', `${file}.gone`])).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^error ALTA9083: /) });
	expect(await bench(['--write', join(file, 'within')])).toMatchObject({
		code: 2,
		out: '',
		err: expect.stringMatching(/^error ALTA9084: /),
	});
});

function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'alta-bench-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	return folder;
}

test('everything has a name of its own', () => {
	const names = [...comparisons, ...benchmarks].map(({ name }) => name);
	expect(new Set(names).size).toBe(names.length);
});
