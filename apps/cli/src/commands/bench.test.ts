import { expect, test } from 'vitest';
import { benchScript } from '../bench-script.js';
import { alta } from '../testing/alta.js';

test('runs the benchmarks in a process of their own, and hands on what they say', async () => {
	const { code, out, err } = await alta('bench --filter chess --quick');
	expect({ code, out }).toEqual({ code: 2, out: '' });
	expect(err).toContain('error ALTA9082: Nothing has "chess" in its name');
	expect(err).toContain('matmul-512');
});

test('hands on what is asked about GPUs', async () => {
	const { code, err } = await alta('bench --gpu --filter chess');
	expect(code).toBe(2);
	expect(err).toMatch(/^error ALTA9082: Nothing has "chess" in its name[\s\S]*matmul-4096/);
});

test('measures', async () => {
	const { code, out } = await alta('bench --filter=parity-tracing --json');
	expect(code).toBe(0);
	const report: unknown = JSON.parse(out);
	expect(report).toMatchObject({ benchmarks: [{ name: 'parity-tracing', figures: [{ ratio: expect.any(Number) }] }] });
});

test('says what to do where they are not installed', () => {
	expect(() => benchScript([])).toThrow('ALTA9060');
});
