import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attend, categorical, defineProgram, numerical, printProgram } from '@alta-ts/core';
import { loadModel, saveModel } from '@alta-ts/model';
import { findTask } from '@alta-ts/programs';
import { describe, expect, test } from 'vitest';
import { alta, temporaryFolder } from '../testing/alta.js';
import { absent } from '../testing/fake-backends.js';

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
		notStored: [],
		dtype: 'f64',
		backend: { requested: 'reference', executed: 'reference', adapter: 'reference', software: false },
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

test('a folder of weights is compared with the program it comes from', async () => {
	const cwd = temporaryFolder();
	await alta('compile parity-sum-mod-2 -o m --set maxLength=9', { cwd });
	const of = async (words: string): Promise<string> => (await alta(`verify ${words} --samples 20 --json`, { cwd })).out;
	expect(JSON.parse(await of('m'))).toMatchObject({ program: 'parity-sum-mod-2', inputs: 20, differences: 0, first: null });
	expect(await of('m')).toBe(await of('parity-sum-mod-2 --set maxLength=9 --model m'));
	const file = join(cwd, 'm/model.safetensors');
	const model = loadModel(readFiles(join(cwd, 'm')));
	const weight = model.tensors['stage.0.layer.0.attention.x.value'];
	if (weight?.kind !== 'sparse') throw new Error('the weight is not there');
	weight.values[0] = 0.5;
	writeFileSync(file, saveModel(model)['model.safetensors']);
	const { code, out, err } = await alta('verify m', { cwd });
	expect([code, err]).toEqual([1, '']);
	expect(out).toMatch(
		/layer 1 \(stage 0, pass 0, layer 0\) › after its attention › position 0 › x\n {2}program: {2}0\.25\n {2}weights: {2}0\.125\n/,
	);
	expect(JSON.parse(await of('m'))).toMatchObject({
		first: { sublayer: 'attention', layer: 0, position: 0, variable: 'x', expected: 0.25, actual: 0.125 },
	});
});

test('weights of another program are ALTA9034, and of an unknown one ALTA9029', async () => {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'p.json'), printProgram(findTask('parity-sequential-relative').program()));
	await alta('compile p.json -o m', { cwd });
	const failure = async (words: string): Promise<string> => {
		const { code, out, err } = await alta(`verify ${words}`, { cwd });
		expect([code, out]).toEqual([2, '']);
		return err;
	};
	expect(await failure('m')).toMatch(/ALTA9029[\s\S]*alta verify PROGRAM --model m/);
	expect((await alta('verify p.json --model m --samples 5', { cwd })).code).toBe(0);
	expect(await failure('parity-sum-mod-2 --model m')).toContain('ALTA9034');
	expect(await failure('p.json --model m --target alta')).toContain('ALTA9007');
	expect(await failure('p.json --model none')).toContain('ALTA9010');
});

test('a backend that is not there is ALTA9028', async () => {
	for (const command of ['verify parity-sum-mod-2', 'run parity-sum-mod-2 1', 'explain parity-sum-mod-2 x --input 1']) {
		const { code, err } = await alta(`${command} --backend webgpu`, { backends: { webgpu: absent } });
		expect(code).toBe(2);
		expect(err).toMatch(/ALTA9028[\s\S]*There is no device\.[\s\S]*Buy one\. alta backends/);
	}
	expect((await alta('verify parity-sum-mod-2 --backend gpu')).err).toContain('ALTA9004');
});

function readFiles(folder: string): Record<string, Uint8Array> {
	return Object.fromEntries(['config.json', 'layout.json', 'model.safetensors'].map((name) => [name, readFileSync(join(folder, name))]));
}

test('tells people how many inputs did not halt', async () => {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'p.json'), printProgram(findTask('parity-sequential-relative').program()));
	const stdin = 'START 1 0\n1 START 0\nSTART\n1\n';
	const { code, out } = await alta('verify p.json --inputs -', { cwd, stdin });
	expect(code).toBe(0);
	expect(out).toMatch(/no difference\n2 of 4 inputs did not halt within 100 layers: 1 START 0; 1\n$/);
	expect((await alta('verify p.json --inputs - --max-layers 1', { cwd, stdin })).out).toContain(
		'3 of 4 inputs did not halt within 1 layer: START 1 0; 1 START 0; 1\n',
	);
	expect((await alta('verify p.json --inputs -', { cwd, stdin: '1\n1 1\n0\n0 0\n' })).out).toContain('layers: 1; 1 1; 0; …\n');
	expect((await alta('verify p.json --inputs -', { cwd, stdin: 'START 1' })).out).not.toContain('did not halt');
	expect(JSON.parse((await alta('verify p.json --inputs - --json', { cwd, stdin })).out)).not.toHaveProperty('stopped');
});

test('makes only inputs that the weights take, and refuses longer ones of a file together (ALTA9031)', async () => {
	const cwd = temporaryFolder();
	await alta('compile parity-sum-mod-2 --max-length 3 -o m', { cwd });
	expect(await alta('verify parity-sum-mod-2 --model m', { cwd })).toMatchObject({ code: 0, err: '' });
	const { code, err } = await alta('verify parity-sum-mod-2 --model m --inputs -', { cwd, stdin: '1 0 1\n1\n1 1 1 1\n' });
	expect(code).toBe(2);
	expect(err.match(/ALTA9031: .*/g)).toEqual(['ALTA9031: 2 inputs are too long for the weights: lines 1, 3.']);
});

test('a program whose longest input must be known is compiled for one first', async () => {
	const cwd = temporaryFolder();
	const program = defineProgram({
		name: 'count',
		tokens: ['a', 'b'],
		variables: { token: categorical(['a', 'b'], { byToken: 'itself' }), one: numerical([1], { constant: 1 }) },
		heads: { count: attend({ value: 'one', query: 'token', key: 'token', combine: 'sum', keep: true }) },
		output: 'count',
		layers: 1,
	});
	writeFileSync(join(cwd, 'p.json'), printProgram(program));
	expect((await alta('verify p.json --max-length 3', { cwd })).err).toMatch(
		/ALTA4006.*alta compile p\.json --max-length N -o weights, and then alta verify p\.json --model weights/s,
	);
	await alta('compile p.json --max-length 3 -o weights', { cwd });
	expect(await alta('verify p.json --model weights', { cwd })).toMatchObject({ code: 0, err: '' });
});

test('verifies plain Transformers, looped and unrolled', async () => {
	for (const options of ['', '--causal', '--unrolled 8'])
		expect((await alta(`verify parity-sequential-relative --target standard ${options} --samples 5 --max-length 6`)).out).toContain(
			'no difference',
		);
});

test('too few passes of an unrolled loop are a difference, in a folder as well', async () => {
	const cwd = temporaryFolder();
	const stdin = '1 0\n1 1 1 1\n';
	const { code, out } = await alta('verify parity-sequential-relative --unrolled 2 --inputs -', { stdin });
	expect(code).toBe(1);
	expect(out).toMatch(/1 1 1 1\n {2}where: {4}the end of the run › layers\n {2}program: {2}4\n {2}weights: {2}2\n/);
	await alta('compile parity-sequential-relative --unrolled 2 -o m', { cwd });
	expect((await alta('verify m --inputs -', { stdin, cwd })).out).toBe(out);
	expect((await alta('verify parity-sequential-relative --unrolled 4 --inputs -', { stdin })).out).toContain('no difference');
});

describe('--exhaustive', () => {
	const parities = ['parity-sequential-relative', 'parity-sequential-absolute', 'parity-sum-mod-2', 'parity-intermediate-variable'];

	test.each(parities)('compares all 0/1 strings of up to eight bits through %s', async (name) => {
		const { code, out, err } = await alta(`verify ${name} --exhaustive --max-length 8 --json`);
		expect(err).toContain('511 inputs of up to 8 units to compare');
		expect(JSON.parse(out)).toMatchObject({ program: name, inputs: 511, differences: 0, first: null, exhaustive: true });
		expect(code).toBe(0);
	});

	test('compares every sequence of tokens where texts have a form, or there is no task', async () => {
		const cwd = temporaryFolder();
		writeFileSync(join(cwd, 'p.json'), printProgram(findTask('parity-sequential-relative').program()));
		expect(JSON.parse((await alta('verify p.json --exhaustive --max-length 4 --json', { cwd })).out)).toMatchObject({
			inputs: 1 + 3 + 9 + 27 + 81,
			differences: 0,
		});
	});

	test('finds the one weight that is wrong', async () => {
		const cwd = temporaryFolder();
		await alta('compile parity-sum-mod-2 --set maxLength=6 -o m', { cwd });
		const model = loadModel(readFiles(join(cwd, 'm')));
		const layer = 'stage.0.layer.0.mlp.0.bias';
		const bias = model.tensors[layer];
		if (bias?.kind !== 'dense') throw new Error('the bias is dense');
		const data = bias.data.slice();
		// The condition on the largest share: it is met with no ones at all, and hardly any random string has none.
		data[0] = (data[0] ?? 0) * 2;
		const broken = saveModel({ ...model, tensors: { ...model.tensors, [layer]: { ...bias, data } } });
		for (const [name, bytes] of Object.entries(broken)) writeFileSync(join(cwd, 'm', name), bytes);
		const { code, out } = await alta('verify m --exhaustive --max-length 5', { cwd });
		expect(out).toMatch(/differences?; the first:/);
		expect(code).toBe(1);
	});

	test('says where the program or the weights take shorter inputs than were asked for', async () => {
		const cwd = temporaryFolder();
		const of = async (words: string): Promise<string> => {
			const { code, err } = await alta(`verify ${words} --exhaustive --max-length 12`, { cwd });
			expect(code).toBe(0);
			return err;
		};
		expect(await of('parity-sum-mod-2 --set maxLength=4')).toContain(
			'15 inputs of up to 3 units to compare, since longer ones are not taken',
		);
		await alta('compile parity-sum-mod-2 --max-length 3 -o m', { cwd });
		expect(await of('parity-sum-mod-2 --model m')).toContain('7 inputs of up to 2 units to compare, since longer ones are not taken');
	});

	test('ALTA9046: refuses more than some million inputs, and says how many', async () => {
		const { code, err } = await alta('verify parity-sequential-relative --exhaustive --max-length 30');
		expect(err).toMatch(/ALTA9046: There are 2,147,483,647 inputs/);
		expect(code).toBe(2);
		expect((await alta('verify scan --exhaustive --max-length 70')).err).toContain('There are about');
	});

	test('ALTA9007: does not choose inputs at the same time', async () => {
		expect((await alta('verify parity-sum-mod-2 --exhaustive --seed 3')).err).toContain('ALTA9007');
	});
});
