import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attend, categorical, defineProgram, numerical, printProgram } from '@alta-ts/core';
import { findTask } from '@alta-ts/programs';
import { expect, test } from 'vitest';
import { alta, temporaryFolder } from '../testing/alta.js';

const FILES = ['config.json', 'layout.json', 'model.safetensors'];

test('writes a model that runs without the program, with its codec', async () => {
	const cwd = temporaryFolder();
	const compiled = await alta('compile parity-sequential-relative -o out/parity', { cwd });
	expect(compiled).toMatchObject({ code: 0, err: '' });
	expect(readdirSync(join(cwd, 'out'))).toEqual(['parity']);
	expect(readdirSync(join(cwd, 'out/parity')).sort()).toEqual(FILES);
	const { out } = await alta('run out/parity 1 0 1 1 --json', { cwd });
	expect(JSON.parse(out)).toEqual({
		input: '1 0 1 1',
		output: '1',
		tokens: ['0', '1', '1', '0', '1'],
		layers: 4,
		halted: true,
		engine: 'model',
		backend: { requested: 'reference', executed: 'reference', adapter: expect.any(String), software: false },
	});
	expect((await alta('run out/parity 1 x', { cwd })).err).toContain('ALTA8004');
	expect((await alta('run out/parity 1 --engine interpreter', { cwd })).err).toContain('ALTA9007');
	expect((await alta('run out/parity 1 --set a=1', { cwd })).err).toContain('ALTA9026');
});

test('the options of a task travel with its codec', async () => {
	const cwd = temporaryFolder();
	await alta('compile parity-sum-mod-2 -o m --set maxLength=4', { cwd });
	expect((await alta('run m 1 1 1', { cwd })).out).toBe('1\n');
	expect((await alta('run m 1 1 1 1', { cwd })).err).toContain('ALTA8005');
});

test('a program from a file becomes a model that reads tokens', async () => {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'p.json'), printProgram(findTask('parity-sequential-relative').program()));
	await alta('compile p.json -o m --dtype f64', { cwd });
	expect((await alta('run m START 1 1', { cwd })).out).toBe('0 1 0\n');
	expect((await alta('run m STRAT', { cwd })).err).toContain('ALTA9030');
});

test('replaces a model, fills an empty folder, and touches nothing else: ALTA9015', async () => {
	const cwd = temporaryFolder();
	mkdirSync(join(cwd, 'empty'));
	expect((await alta('compile parity-sum-mod-2 -o empty', { cwd })).code).toBe(0);
	expect((await alta('compile parity-sequential-relative -o empty', { cwd })).code).toBe(0);
	expect(readFileSync(join(cwd, 'empty/config.json'), 'utf8')).toContain('parity-sequential-relative');
	const before = statSync(join(cwd, 'empty')).ino;
	expect((await alta('compile parity-sequential-relative -o .', { cwd: join(cwd, 'empty') })).code).toBe(0);
	expect(statSync(join(cwd, 'empty')).ino).toBe(before);
	expect(readdirSync(join(cwd, 'empty')).sort()).toEqual(FILES);
	mkdirSync(join(cwd, 'mine'));
	writeFileSync(join(cwd, 'mine/config.json'), '{"port": 80}');
	writeFileSync(join(cwd, 'file'), 'text');
	for (const folder of ['mine', 'file', '.']) {
		const { code, err } = await alta(`compile parity-sum-mod-2 -o ${folder}`, { cwd });
		expect(code).toBe(2);
		expect(err).toContain('ALTA9015');
	}
	expect(readFileSync(join(cwd, 'mine/config.json'), 'utf8')).toBe('{"port": 80}');
	expect(readdirSync(cwd).sort()).toEqual(['empty', 'file', 'mine']);
});

test('a folder that cannot be written is ALTA9014, and nothing is left behind', async () => {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'file'), 'text');
	const { code, err } = await alta('compile parity-sum-mod-2 -o file/model', { cwd });
	expect(code).toBe(2);
	expect(err).toContain('ALTA9014');
	expect(readdirSync(cwd)).toEqual(['file']);
	const long = 'x'.repeat(300);
	expect((await alta(`compile parity-sum-mod-2 -o new/${long}`, { cwd })).err).toMatch(/ALTA901[24]/);
	expect(readdirSync(cwd)).toEqual(['file']);
});

test('an unknown option of the program leaves no folder', async () => {
	const cwd = temporaryFolder();
	expect((await alta('compile parity-sum-mod-2 -o m --set size=3', { cwd })).code).toBe(2);
	expect((await alta('compile parity-sum-mod-2', { cwd })).err).toContain('ALTA9005');
	expect(existsSync(join(cwd, 'm'))).toBe(false);
});

test('a truncated model is told by the loader', async () => {
	const cwd = temporaryFolder();
	await alta('compile parity-sequential-relative -o m', { cwd });
	writeFileSync(join(cwd, 'm/model.safetensors'), readFileSync(join(cwd, 'm/model.safetensors')).subarray(0, 100));
	const { code, err } = await alta('run m 1', { cwd });
	expect(code).toBe(2);
	expect(err).toMatch(/^error ALTA3/);
	expect(err).toContain('where: folder m');
});

test('weights can be compiled for inputs up to a length: --max-length', async () => {
	const cwd = temporaryFolder();
	const program = defineProgram({
		name: 'count',
		tokens: ['a', 'b'],
		variables: {
			token: categorical(['a', 'b'], { byToken: (token) => (token === 'a' ? 'a' : 'b') }),
			one: numerical([1], { constant: 1 }),
		},
		heads: { count: attend({ value: 'one', query: 'token', key: 'token', combine: 'sum', keep: true }) },
		output: 'count',
		layers: 1,
	});
	writeFileSync(join(cwd, 'p.json'), printProgram(program));
	for (const command of ['compile p.json -o m', 'inspect p.json', 'run p.json a b --engine model']) {
		expect((await alta(command, { cwd })).err).toMatch(/ALTA4006[\s\S]*--max-length/);
	}
	expect((await alta('check p.json', { cwd })).out).toContain('ALTA4006');
	expect(await alta('check p.json --max-length 3', { cwd })).toMatchObject({ code: 0, err: '' });
	expect(JSON.parse((await alta('inspect p.json --max-length 3 --json', { cwd })).out)).toMatchObject({ maxLength: 3 });
	expect(await alta('run p.json a b a --max-length 3', { cwd })).toEqual({ code: 0, out: '2 1 2\n', err: '' });
	expect(await alta('compile p.json -o m --max-length 3', { cwd })).toMatchObject({ code: 0, err: '' });
	expect((await alta('run m a b a', { cwd })).out).toBe('2 1 2\n');
	expect((await alta('run m a b a b', { cwd })).err).toContain('ALTA9031');
	expect(await alta('verify p.json --model m', { cwd })).toMatchObject({ code: 0, err: '' });
	for (const words of ['run m a', 'inspect m', 'run p.json a --engine interpreter']) {
		expect((await alta(`${words} --max-length 3`, { cwd })).err).toContain('ALTA9007');
	}
	expect((await alta('inspect p.json --max-length 0', { cwd })).err).toContain('ALTA9004');
});

test('a plain Transformer, looped or unrolled, causal or not, runs from its folder', async () => {
	const cwd = temporaryFolder();
	const program = 'parity-sequential-relative --target standard --max-length 5';
	for (const options of ['', '--causal --matrices dense', '--unrolled 6', '--causal --unrolled 6 --copied']) {
		const { code, err } = await alta(`compile ${program} ${options} -o m`, { cwd });
		expect(code).toBe(0);
		if (options.includes('--unrolled')) expect(err).toMatch(/^note: guaranteed only if every loop halts within 6 passes, [^\n]*\n$/);
		else expect(err).toBe('');
		expect(await alta('run m 1 1 1', { cwd })).toEqual({ code: 0, out: '1\n', err: '' });
	}
	expect((await alta('run m 1 --target standard', { cwd })).err).toContain('ALTA9007');
	expect((await alta('run m 1 --causal --unrolled 3', { cwd })).err).toContain('--unrolled, --causal');
	expect((await alta(`inspect ${program} --unrolled 6`)).out).toContain('if every loop halts within 6 passes');
});

test.each(['', '--copied', '--target standard --max-length 5'])(
	'unrolled weights %s tell when they have too few passes',
	async (options) => {
		const cwd = temporaryFolder();
		await alta(`compile parity-sequential-relative --unrolled 2 ${options} -o m`, { cwd });
		expect(JSON.parse((await alta('run m 1 0 --json', { cwd })).out)).toMatchObject({ halted: true, output: '1' });
		const { code, out, err } = await alta('run m 1 1 1 1 --json', { cwd });
		expect(code).toBe(1);
		expect(JSON.parse(out)).toMatchObject({ halted: false, layers: 2 });
		expect(err).toMatch(/ALTA9032: The program did not halt within 2 layers, and has no more\.[\s\S]*--unrolled/);
		expect((await alta('inspect m', { cwd })).out).toMatch(/^stage 0, 1 time, then it tests whether it has halted$/m);
	},
);

test('what a plain Transformer cannot do is refused with its place', async () => {
	const refused = async (words: string): Promise<string> => (await alta(`check ${words}`)).out;
	expect(await refused('parity-sequential-relative --target standard')).toContain('ALTA4020');
	expect(await refused('parity-sequential-relative --causal')).toContain('ALTA4023');
	expect(await refused('addition --target standard --causal')).toMatch(/ALTA4021.*tokenRight/);
});
