import { expect, test } from 'vitest';
import { alta } from '../testing/alta.js';

test('prints tables and the answer', async () => {
	const { code, out } = await alta('trace parity-sequential-relative 1 0');
	expect(code).toBe(0);
	expect(out).toContain('* changed, · undefined, T true, F false\n');
	expect(out).toContain('layer 2');
	expect(out).not.toContain('layer 3');
	expect(out).toContain('halted after 2 layers, answer: 1');
});

test('lines fit the terminal', async () => {
	const { out } = await alta('trace parity-sequential-relative 1 0 1 1 0 1 0 1 1 1 0 0 1', { columns: 50 });
	expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(50);
});

test('prints JSON lines: the start, then every layer with the rows that fired', async () => {
	const { out } = await alta('trace parity-sequential-relative 1 0 --json');
	const [start, ...layers] = out
		.trimEnd()
		.split('\n')
		.map((line): unknown => JSON.parse(line));
	expect(start).toEqual({
		program: 'parity-sequential-relative',
		tokens: ['START', '1', '0'],
		initial: { parity: [0, 1, 0], done: [true, false, false], parityLeft: [null, null, null], doneLeft: [null, null, null] },
	});
	expect(layers).toHaveLength(2);
	expect(layers[0]).toMatchObject({
		stage: 0,
		pass: 0,
		layer: 0,
		afterAttention: { doneLeft: [null, true, false] },
		afterUpdates: { done: [true, true, false], doneLeft: [null, null, null] },
		fired: [
			{ position: 1, update: 0, row: expect.any(Number) },
			{ position: 1, update: 1, row: 0 },
		],
		leftOut: [],
	});
});

test('a run that reaches its limit exits with 1', async () => {
	const { code, out, err } = await alta('trace parity-sequential-relative 1 0 --max-layers 1');
	expect(code).toBe(1);
	expect(out).toContain('stopped after 1 layer,');
	expect(err).toContain('ALTA9032');
	expect((await alta('trace parity-sequential-relative 1 0 --layers 1')).code).toBe(0);
});

test('shows what happened even where the answer cannot be read', async () => {
	const { code, out, err } = await alta('trace subleq 15 0 3');
	expect(code).toBe(2);
	expect(out).toContain('layer 1');
	expect(err).toContain('ALTA80');
});
