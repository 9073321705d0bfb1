import { expect, test } from 'vitest';
import { main } from './main.js';

async function bench(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
	let [out, err] = ['', ''];
	const code = await main(argv, {
		stdout: (text) => {
			out += text;
		},
		stderr: (text) => {
			err += text;
		},
	});
	return { code, out, err };
}

test('prints JSON with a ratio for every figure', async () => {
	const { code, out, err } = await bench('--filter', 'parity-tracing', '--json');
	expect({ code, err }).toEqual({ code: 0, err: 'parity-tracing …\n' });
	const report: unknown = JSON.parse(out);
	expect(report).toEqual({
		date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
		node: process.versions.node,
		cores: expect.any(Number),
		load: expect.any(Number),
		platform: `${process.platform} ${process.arch}`,
		benchmarks: [
			{
				name: 'parity-tracing',
				task: expect.any(String),
				peer: expect.any(String),
				figures: [{ quantity: 'time', ours: expect.any(Number), peer: expect.any(Number), recorded: 530, ratio: expect.any(Number) }],
			},
		],
	});
});

test('prints a table, and what is behind each line', async () => {
	const { code, out } = await bench('--filter=parity-tracing');
	expect(code).toBe(0);
	expect(out).toMatch(
		/^benchmark +quantity +alta-ts +naive peer +peer ÷ alta-ts +recorded\nparity-tracing +time +[\d.]+ ms +[\d.]+ ms +[\d.]+× +530 ms\n/,
	);
	expect(out).toContain('Peer: one row for every combination');
});

test('says what there is when nothing is chosen', async () => {
	expect(await bench('--filter', 'chess')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('scan-on-symbols') });
	expect(await bench('--speed')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--filter TEXT') });
	expect(await bench('--help')).toMatchObject({ code: 0, out: expect.stringContaining('parity-compile'), err: '' });
});
