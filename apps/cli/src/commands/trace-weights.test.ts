import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printProgram } from '@alta-ts/core';
import { findTask } from '@alta-ts/programs';
import { expect, test } from 'vitest';
import { alta, temporaryFolder } from '../testing/alta.js';
import { counting } from '../testing/fake-backends.js';

const words = 'trace parity-sequential-relative 1 0 1';

test('shows what the weights hold, which is what the program does', async () => {
	const symbols = await alta(words);
	const weights = await alta(`${words} --backend cpu`);
	expect(weights.code).toBe(0);
	expect(weights.out).toBe(symbols.out.replace('parity-sequential-relative\n', 'parity-sequential-relative, weights in f32 on cpu\n'));
	const plain = await alta(`${words} --target standard --unrolled 3 --max-length 5`);
	expect(plain.out.split('\n').slice(1)).toEqual(symbols.out.split('\n').slice(1));
});

test('JSON tells what the weights ran on', async () => {
	const lines = (await alta(`${words} --engine model --json`)).out.trimEnd().split('\n');
	const [start, ...layers] = lines.map((line): unknown => JSON.parse(line));
	expect(start).toMatchObject({ tokens: ['START', '1', '0', '1'], backend: { requested: 'reference', executed: 'reference' } });
	expect(layers).toHaveLength(3);
	expect(layers[0]).toMatchObject({ pass: 0, afterAttention: { doneLeft: [null, true, false, false] }, fired: [] });
});

test('numbers are those of the weights, and variables that they do not hold are left out', async () => {
	const { out } = await alta('trace parity-sum-mod-2 1 1 0 --dtype bf16 --max-length 5 --json');
	expect(JSON.parse(out.split('\n')[1] ?? '')).toMatchObject({
		afterAttention: { x: [0.333984375, 0.333984375, 0.333984375, 0.333984375] },
	});
	const cwd = temporaryFolder();
	const program = findTask('parity-sequential-relative').program();
	const idle = { name: 'idle', kind: 'categorical', values: [0, 1], init: { constant: 0 } } as const;
	writeFileSync(join(cwd, 'p.json'), printProgram({ ...program, variables: [...program.variables, idle] }));
	expect((await alta('trace p.json START 1', { cwd })).out).toContain('idle');
	expect((await alta('trace p.json START 1 --engine model', { cwd })).out).not.toContain('idle');
});

test('a run that reaches its limit exits with 1', async () => {
	const { code, err } = await alta(`${words} --backend cpu --max-layers 2`);
	expect(code).toBe(1);
	expect(err).toContain('ALTA9032');
	expect((await alta(`${words} --backend cpu --layers 2`)).code).toBe(0);
});

test('options about weights and --engine interpreter do not go together: ALTA9007', async () => {
	expect((await alta(`${words} --backend cpu --engine interpreter`)).err).toContain('ALTA9007: --backend');
	expect((await alta(`${words} --dtype f64 --backend cpu`)).err).toContain('ALTA9037');
});

test('the backend is closed', async () => {
	const { load, open } = counting('other');
	for (const options of ['', ' --max-layers 0', ' --layers 70000 --max-layers 2'])
		await alta(`${words} --backend webgpu${options}`, { backends: { webgpu: load } });
	expect(open()).toBe(0);
});
