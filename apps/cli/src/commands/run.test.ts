import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printProgram } from '@alta-ts/core';
import { findTask } from '@alta-ts/programs';
import { expect, test } from 'vitest';
import { alta, temporaryFolder } from '../testing/alta.js';

test('prints the answer', async () => {
	expect(await alta('run parity-sequential-relative 1 0 1 1')).toEqual({ code: 0, out: '1\n', err: '' });
	expect(await alta('run parity-sum-mod-2 1 0 0 1')).toEqual({ code: 0, out: '0\n', err: '' });
});

test('prints one JSON object an input', async () => {
	const { code, out } = await alta('run parity-sequential-relative 1 0 1 --json');
	expect(code).toBe(0);
	expect(out.split('\n')).toHaveLength(2);
	expect(JSON.parse(out)).toEqual({
		input: '1 0 1',
		output: '0',
		tokens: ['0', '1', '1', '0'],
		layers: 3,
		halted: true,
		engine: 'interpreter',
		backend: null,
	});
});

test('runs every line of a file, or of standard input', async () => {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'bits.txt'), '1\n\n1 1\r\n0 1\n');
	expect((await alta('run parity-sequential-relative --inputs bits.txt', { cwd })).out).toBe('1\n0\n0\n1\n');
	expect((await alta('run parity-sequential-relative --inputs=-', { stdin: '1\n1 1' })).out).toBe('1\n0\n');
	expect((await alta('run parity-sequential-relative --inputs -', { stdin: '' })).out).toBe('');
});

test('wrong words in any line are all told, with their lines, and nothing is printed', async () => {
	const { code, out, err } = await alta('run parity-sequential-relative --inputs -', { stdin: '1\n1 x\n0\n2\n' });
	expect([code, out]).toEqual([2, '']);
	expect(err).toMatch(/"x" is not a bit[\s\S]*line 2[\s\S]*"2" is not a bit[\s\S]*line 4/);
});

test('tokens and --inputs exclude each other: ALTA9007', async () => {
	expect((await alta('run parity-sequential-relative 1 --inputs -')).err).toContain('ALTA9007');
	expect((await alta('run parity-sequential-relative 1 --layers 1 --max-layers 2')).err).toContain('ALTA9007');
});

test('sets the options of a program', async () => {
	expect((await alta('run parity-sum-mod-2 --set maxLength=3 1 1')).out).toBe('0\n');
	const tooLong = await alta('run parity-sum-mod-2 --set maxLength=3 1 1 1');
	expect(tooLong.code).toBe(2);
	expect(tooLong.err).toContain('ALTA8005');
	expect((await alta('run parity-sum-mod-2 --set maxlenght=3 1')).err).toMatch(/ALTA8002[\s\S]*Write "maxLength"/);
	expect((await alta('run parity-sum-mod-2 --set maxLength=x 1')).err).toContain('ALTA8003');
	expect((await alta('run parity-sum-mod-2 --set maxLength 1')).err).toContain('ALTA9004');
	expect((await alta('run parity-sum-mod-2 --set maxLength=3 --set maxLength=4 1')).err).toContain('ALTA9004');
});

test('a run that reaches its limit exits with 1 and the warning ALTA9032', async () => {
	const { code, out, err } = await alta('run parity-sequential-relative 1 0 1 --max-layers 2 --json');
	expect(code).toBe(1);
	expect(JSON.parse(out)).toMatchObject({ layers: 2, halted: false });
	expect(err).toMatch(/warning ALTA9032: .* 2 layers/);
});

test('an exact number of layers ignores halting', async () => {
	const { code, out, err } = await alta('run parity-sequential-relative 1 0 1 --layers 2 --json');
	expect([code, err]).toEqual([0, '']);
	expect(JSON.parse(out)).toMatchObject({ layers: 2, tokens: ['0', '1', '1', '1'] });
});

test('long work is reported on standard error', async () => {
	const stdin = '1\n'.repeat(10);
	const { out, err } = await alta('run parity-sequential-relative --inputs -', { stdin, tick: 900 });
	expect(out).toBe(stdin);
	expect(err).toBe('run: 3 of 10, about 7 s left\nrun: 6 of 10, about 4 s left\nrun: 9 of 10, about 1 s left\n');
});

test('a forgotten input is the empty one, which a note on standard error tells', async () => {
	const { code, out, err } = await alta('run parity-sequential-relative');
	expect([code, out]).toEqual([0, '0\n']);
	expect(err).toMatch(/^note: no tokens are given, so this is the empty input/);
	expect((await alta('trace parity-sequential-relative')).err).toBe(err);
	expect(await alta(['run', 'parity-sequential-relative', ''])).toEqual({ code, out, err: '' });
	expect((await alta('run parity-sequential-relative --inputs -', { stdin: '\n' })).err).toBe('');
});

test('tokens that are written together are told apart: ALTA9030', async () => {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'p.json'), printProgram(findTask('parity-sequential-relative').program()));
	const message = async (word: string): Promise<string> => (await alta(`run p.json ${word}`, { cwd })).err;
	expect(await message('START101')).toMatch(/ALTA9030[\s\S]*Separate tokens with spaces: START 1 0 1/);
	expect(await message('STRAT')).toContain('Write "START".');
	expect(await message('10x')).not.toContain('spaces');
});
