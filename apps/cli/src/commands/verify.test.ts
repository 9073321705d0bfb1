import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printProgram } from '@alta-ts/core';
import { findTask } from '@alta-ts/programs';
import { expect, test } from 'vitest';
import { alta, temporaryFolder } from '../testing/alta.js';

test('finds no difference, and tells how much it compared', async () => {
	const { code, out } = await alta('verify parity-sequential-relative --samples 5 --max-length 6 --json');
	expect(code).toBe(0);
	expect(JSON.parse(out)).toEqual({
		program: 'parity-sequential-relative',
		inputs: 5,
		layers: expect.any(Number),
		compared: expect.any(Number),
		differences: 0,
		first: null,
	});
	expect((await alta('verify parity-sum-mod-2 --samples 5 --dtype f32')).out).toContain('5 inputs');
});

test('equal seeds make equal inputs, other seeds others', async () => {
	const verify = async (seed: number): Promise<string> =>
		(await alta(`verify parity-sequential-relative --samples 4 --seed ${seed} --json`)).out;
	expect(await verify(3)).toBe(await verify(3));
	expect(await verify(3)).not.toBe(await verify(4));
});

test('takes inputs from a file, and programs that are no task', async () => {
	expect((await alta('verify parity-sequential-relative --inputs - --json', { stdin: '1 0\n1\n' })).out).toContain('"inputs": 2');
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'p.json'), printProgram(findTask('parity-sequential-absolute').program({ maxLength: 5 })));
	expect((await alta('verify p.json --samples 10', { cwd })).out).toContain('no difference');
});

test('a backend that is not there is ALTA9028', async () => {
	const { code, err } = await alta('verify parity-sum-mod-2 --backend webgpu');
	expect(code).toBe(2);
	expect(err).toContain('ALTA9028');
	expect((await alta('verify parity-sum-mod-2 --backend gpu')).err).toContain('ALTA9004');
});
