import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { AdapterFacts } from '../chromium/adapter-facts.js';
import { localSeat } from '../comparison/seat.js';
import type { Engine } from '../engines/engine.js';
import { findEngine } from '../engines/engines.js';
import { gpuComparisons } from './gpu-comparisons.js';
import { type GpuSetup, gpuMain } from './gpu-main.js';

const ours: Engine = { ...findEngine('reference'), name: 'ours, Chromium', backend: 'webgpu' };
const software: AdapterFacts = { name: 'slow one', description: 'a driver', software: true };
const card: AdapterFacts = { name: 'fast one', description: '', software: false, copyBandwidth: 500 };

function setup(adapter: AdapterFacts, engines: readonly Engine[] = [ours, findEngine('plain loops')]): GpuSetup {
	return {
		comparisons: [
			{ name: 'tiny', group: 'kernels', task: 'A small product', work: { kind: 'matmul', rows: 30, inner: 40, columns: 50 } },
			{ name: 'huge', group: 'kernels', task: 'A large softmax', work: { kind: 'softmax', rows: 300, columns: 50 }, card: true },
		],
		open: async () => ({
			places: [
				{ report: { name: 'Chromium', version: '1.2.3', adapter }, engines, sit: localSeat },
				{ report: { name: 'Node', notRun: 'webgpu is not installed' }, engines: [], sit: localSeat },
			],
			close: async () => {},
		}),
		effort: { rounds: 3, budget: 30 },
	};
}

async function run(argv: readonly string[], what: GpuSetup): Promise<{ code: number; out: string; err: string }> {
	let [out, err] = ['', ''];
	const stdout = (text: string): void => {
		out += text;
	};
	const stderr = (text: string): void => {
		err += text;
	};
	return { code: await gpuMain(['--gpu', ...argv], { stdout, stderr }, what), out, err };
}

test('names the adapter and the day, and what was left out without a card', async () => {
	const { code, out } = await run([], setup(software));
	expect(code).toBe(0);
	expect(out).toMatch(/Measured on \d{4}-\d\d-\d\d/);
	expect(out).toContain('- Chromium (1.2.3): adapter **slow one** (a driver), measured on a software adapter');
	expect(out).toContain('- Node: not run, webgpu is not installed');
	expect(out).toMatch(/^\| {2}\| ours, Chromium \| plain loops \|$/m);
	expect(out).toMatch(/^\| tiny \| [\d.]+ ms \| ~?[\d.]+×.* \|$/m);
	expect(out).toContain('no card took part: huge.');
	expect(out).toContain('*Not measured*: no card took part.');
});

test('on a card, everything is measured, and how much of the card is used', async () => {
	const { code, out } = await run(['--peak-gflops', '1000'], setup(card));
	expect(code).toBe(0);
	expect(out).toContain('adapter **fast one**, a card, which copies 500 GB/s');
	expect(out).toMatch(/^\| huge \| [\d.]+ ms \| ~?[\d.]+×/m);
	expect(out).toContain('Peak of arithmetic: 1000 GFLOP/s');
	expect(out).not.toContain('Left out');
});

test('shares of a peak that nobody told are not measured', async () => {
	const { out } = await run(['--filter', 'tiny', '--json'], setup(card));
	expect(JSON.parse(out)).toMatchObject({ peaks: {}, places: [{ adapter: card }, { notRun: 'webgpu is not installed' }], leftOut: [] });
});

test('says of a quick run that its figures are rough', async () => {
	const { out } = await run(['--filter', 'tiny', '--quick'], setup(software));
	expect(out).toContain('A quick run, with few rounds');
	expect((await run(['--filter', 'tiny'], setup(software))).out).not.toContain('quick run');
});

test('writes a document and all figures', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'alta-bench-gpu-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const { out } = await run(['--write', folder], setup(software));
	expect(readFileSync(join(folder, 'benchmarks-webgpu.md'), 'utf8')).toBe(out);
	expect(JSON.parse(readFileSync(join(folder, 'benchmarks-webgpu.json'), 'utf8'))).toMatchObject({ leftOut: ['huge'] });
});

test('fails where one of ours is wrong, but not where a peer is', async () => {
	const zeros: Engine = { name: 'zeros', open: async () => ({ run: () => new Float32Array(1500) }) };
	const peer = await run(['--filter', 'tiny'], setup(software, [ours, zeros]));
	expect(peer.code).toBe(0);
	expect(peer.out).toMatch(/zeros: wrong, result 0 is 0 and not/);
	expect((await run(['--filter', 'tiny'], setup(software, [ours, { ...zeros, backend: 'webgpu' }]))).code).toBe(1);
});

test('says what is wrong with what was asked', async () => {
	const error = (text: string): RegExp => new RegExp(`^error ${text}`, 's');
	const wrong = async (...argv: string[]): Promise<string> => {
		const { code, out, err } = await run(argv, setup(software));
		expect([code, out]).toEqual([2, '']);
		return err;
	};
	expect(await wrong('--filter', 'chess')).toMatch(error('ALTA9082: Nothing has "chess" in its name.*tiny, huge'));
	expect(await wrong('--peak-gflops', 'many')).toMatch(error('ALTA9080: --peak-gflops cannot be "many".*positive number'));
	expect(await wrong('--speed')).toMatch(error('ALTA9080: .*--speed.*--peak-bandwidth'));
	expect(await wrong('--write', join(import.meta.filename, 'below'))).toMatch(error('ALTA9084: '));
	expect(await run(['--help'], setup(software))).toMatchObject({ code: 0, out: expect.stringContaining('matmul-4096') });
});

test('everything has a name of its own', () => {
	expect(new Set(gpuComparisons.map(({ name }) => name)).size).toBe(gpuComparisons.length);
});
