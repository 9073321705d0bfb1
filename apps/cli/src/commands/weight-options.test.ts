import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alta, temporaryFolder } from '../testing/alta.js';

const looped = 'parity-sequential-relative';

test.each(['inspect', 'explain', 'verify', 'run'])(
	'%s refuses options that weights in a folder no longer obey: ALTA9007',
	async (command) => {
		const cwd = temporaryFolder();
		await alta(`compile ${looped} -o m`, { cwd });
		const words = `${command} m${command === 'explain' ? ' parity=1' : ''}`;
		const common = ['--target standard', '--unrolled 3', '--causal', '--allow-inexact'];
		const passes = ['--without sharing', '--profile -'];
		const fixed = ['inspect', 'explain'].includes(command) ? ['--dtype f64', '--max-length 3'] : [];
		for (const option of [...common, ...passes, ...fixed]) {
			const { code, err } = await alta(`${words} ${option}`, { cwd });
			expect(err).toMatch(/^error ALTA9007: --/m);
			expect(code).toBe(2);
		}
	},
);

test('--dtype is the arithmetic of a run, also of weights in a folder', async () => {
	const cwd = temporaryFolder();
	await alta(`compile ${looped} -o m`, { cwd });
	expect((await alta('run m 1 0 --dtype f64', { cwd })).out).toBe('1\n');
	expect((await alta('verify m --samples 3 --dtype f64', { cwd })).out).toContain('no difference');
	expect((await alta('run --help')).out).toContain('arithmetic');
});

test.each(['inspect parity-sum-mod-2', 'run parity-sum-mod-2 1', 'verify parity-sum-mod-2', 'compile parity-sum-mod-2 -o m'])(
	'%s refuses --unrolled, since there is no loop: ALTA9007',
	async (words) => {
		expect((await alta(`${words} --unrolled 3`, { cwd: temporaryFolder() })).err).toContain('ALTA9007: --unrolled');
	},
);

test('--copied is refused where there are no copies: ALTA9007', async () => {
	const cwd = temporaryFolder();
	for (const words of ['-o m --copied', '-o m.onnx --copied', '-o m.onnx --copied --unrolled 3'])
		expect((await alta(`compile ${looped} ${words}`, { cwd })).err).toContain('ALTA9007: --copied');
});

test('copied weights are counted, and tell what their layers update', async () => {
	const cwd = temporaryFolder();
	const sizeOf = async (options: string): Promise<number> =>
		JSON.parse((await alta(`compile ${looped} -o m --json ${options}`, { cwd })).out).nonzeros;
	const shared = await sizeOf('--unrolled 3');
	const copied = await sizeOf('--unrolled 3 --copied');
	expect(copied).toBeGreaterThan(2 * shared);
	const { out } = await alta('inspect m --json', { cwd });
	expect(JSON.parse(out).nonzeros).toBe(copied);
	expect((await alta('inspect m', { cwd })).out.match(/updates {2}parity \(2 rows\), done \(1 row\)/g)).toHaveLength(3);
});

test('verify compares weights without passes, inexact ones, and those of a profile on its inputs', async () => {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'inputs.txt'), '1\n1 1\n0 1\n');
	expect((await alta(`verify ${looped} --without sharing,liveness --samples 5`)).out).toContain('no difference');
	const { code, out } = await alta(`verify ${looped} --profile inputs.txt --json`, { cwd });
	expect(code).toBe(0);
	expect(JSON.parse(out)).toMatchObject({ inputs: 3, differences: 0 });
	expect(JSON.parse((await alta(`verify ${looped} --profile - --json`, { stdin: '1\n' })).out)).toMatchObject({
		inputs: 1,
		differences: 0,
	});
	const inexact = await alta('verify parity-sum-mod-2 --set maxLength=100 --dtype bf16 --allow-inexact --samples 3 --max-length 4');
	expect(inexact.err).toContain('certificate: NONE');
	expect(inexact.out).toContain('3 inputs');
});

test('run compiles with the same options as compile', async () => {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'inputs.txt'), '0 0\n1\n');
	expect((await alta(`run ${looped} 1 0 --without sharing --json`)).out).toContain('"engine":"model"');
	const { out, err } = await alta(`run ${looped} --inputs inputs.txt --profile inputs.txt`, { cwd });
	expect(out).toBe('0\n1\n');
	expect(err).toContain('note:');
	expect((await alta(`run ${looped} 1 0 --without nonsense`)).err).toContain('ALTA9004');
	expect((await alta(`run ${looped} 1 0 --without sharing --engine interpreter`)).err).toContain('ALTA9007');
});

test('explain compiles with the same options as compile', async () => {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'inputs.txt'), '0\n0 0\n');
	const all = (await alta(`explain ${looped} parity`)).out;
	expect((await alta(`explain ${looped} parity --profile inputs.txt`, { cwd })).out).not.toBe(all);
	expect((await alta(`explain ${looped} parity --without reachability,sharing`)).out).toContain('parity');
	expect((await alta('explain parity-sum-mod-2 x --set maxLength=100 --dtype bf16')).err).toContain('ALTA4003');
	expect((await alta('explain parity-sum-mod-2 x --set maxLength=100 --dtype bf16 --allow-inexact')).out).toContain('x');
});

test('no command lists an option twice', async () => {
	for (const command of ['run', 'compile', 'check', 'inspect', 'explain', 'verify']) {
		const names = [...(await alta(`${command} --help`)).out.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, name]) => name);
		expect(names.length).toBeGreaterThan(3);
		expect(names).toEqual([...new Set(names)]);
	}
});
