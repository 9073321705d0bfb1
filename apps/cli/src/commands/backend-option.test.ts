import { findTask } from '@alta-ts/programs';
import { expect, test } from 'vitest';
import { alta, temporaryFolder } from '../testing/alta.js';
import { absent, counting } from '../testing/fake-backends.js';

const looped = 'parity-sequential-relative';

test('run tells which backend was asked for and which did the work', async () => {
	const { code, out } = await alta(`run ${looped} 1 0 1 1 --backend cpu --json`);
	expect(code).toBe(0);
	expect(JSON.parse(out)).toMatchObject({
		output: '1',
		backend: { requested: 'cpu', executed: 'cpu', adapter: expect.stringContaining('wasm'), software: false },
	});
	const { load } = counting('other');
	expect(JSON.parse((await alta(`run ${looped} 1 --backend webgpu --json`, { backends: { webgpu: load } })).out)).toMatchObject({
		backend: { requested: 'webgpu', executed: 'other', adapter: 'imitation', software: true },
	});
});

test('run asks for the backend before it compiles, which may take long or fail', async () => {
	const words = `run ${looped} 1 --backend webgpu --target standard`;
	expect((await alta(words, { backends: { webgpu: absent } })).err).toMatch(/^error ALTA9028: /);
	const { load, open } = counting('other');
	expect((await alta(words, { backends: { webgpu: load } })).err).toMatch(/^error ALTA4020: /);
	expect(open()).toBe(0);
});

test('verify computes in f32 by default where a backend has no f64', async () => {
	const { code, out } = await alta(`verify ${looped} --backend cpu --samples 5 --json`);
	expect(code).toBe(0);
	expect(JSON.parse(out)).toMatchObject({ differences: 0, dtype: 'f32', backend: { executed: 'cpu' } });
	expect((await alta(`verify ${looped} --backend cpu --samples 5`)).out).toMatch(
		/^parity-sequential-relative in f32 on cpu \(wasm.*\): 5 inputs, /,
	);
});

test('explain runs on the backend that is asked for', async () => {
	const words = `explain ${looped} parity=1 --layer 1 --position 1 --json`;
	const of = async (options: string): Promise<unknown> =>
		JSON.parse((await alta([...words.split(' '), '--input', '1 0', ...options.split(' ')])).out);
	expect(await of('--backend cpu')).toMatchObject({ run: { backend: { executed: 'cpu' }, activations: [{ value: 1 }] } });
	expect((await alta(`explain ${looped} parity=1 --backend cpu`)).err).toContain('ALTA9007: --backend');
});

test('a data type that a backend does not have is ALTA9037, also where it is that of weights in a folder', async () => {
	const cwd = temporaryFolder();
	await alta(`compile ${looped} --dtype f64 -o m`, { cwd });
	for (const words of [
		'run m 1',
		'verify m',
		`run ${looped} 1 --dtype f64`,
		`verify ${looped} --dtype f16`,
		'explain m parity --input 1',
	]) {
		const { code, out, err } = await alta(`${words} --backend cpu`, { cwd });
		expect([code, out]).toEqual([2, '']);
		expect(err).toMatch(/^error ALTA9037: The backend cpu does not compute in f(64|16)\.[\s\S]*--dtype f32/);
	}
	expect((await alta('run m 1 --backend cpu --dtype f32', { cwd })).out).toBe('1\n');
});

test('backends are closed, also after an error', async () => {
	const { load, open } = counting('other');
	const setting = { backends: { webgpu: load } };
	const tooLong = Array.from({ length: 60 }, () => '1').join(' ');
	expect(findTask('parity-sum-mod-2').maxLength()).toBeLessThan(60);
	for (const words of [
		`run ${looped} 1`,
		`run ${looped} 1 --max-layers 0`,
		`verify ${looped} --samples 1`,
		`explain ${looped} parity --input 1`,
	]) {
		await alta(`${words} --backend webgpu`, setting);
		expect(open()).toBe(0);
	}
	expect((await alta(['verify', 'parity-sum-mod-2', '--inputs', '-', '--backend', 'webgpu'], { ...setting, stdin: tooLong })).code).toBe(2);
	expect(open()).toBe(0);
});
