import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printProgram } from '@alta-ts/core';
import { loadModel, saveModel } from '@alta-ts/model';
import { findTask } from '@alta-ts/programs';
import { describe, expect, test } from 'vitest';
import { alta, temporaryFolder } from '../testing/alta.js';
import { absent, counting } from '../testing/fake-backends.js';

const looped = 'parity-sequential-relative';

function modelFiles(folder: string): Record<string, Uint8Array> {
	return Object.fromEntries(['config.json', 'layout.json', 'model.safetensors'].map((name) => [name, readFileSync(join(folder, name))]));
}

describe('engines', () => {
	test('a program and its weights on a backend do the same', async () => {
		const { code, out, err } = await alta(`diff ${looped} @cpu --samples 10`);
		expect([code, err]).toEqual([0, '']);
		expect(out).toMatch(
			/^A {2}parity-sequential-relative on symbols\nB {2}parity-sequential-relative, weights in f32 on cpu \(wasm.*\)\n10 inputs, .* values compared, no difference\n$/,
		);
	});

	test('JSON tells what ran on what', async () => {
		const { code, out } = await alta(`diff ${looped}@reference @cpu 1 0 1 --json`);
		expect(code).toBe(0);
		expect(JSON.parse(out)).toEqual({
			a: {
				name: looped,
				given: looped,
				engine: 'model',
				dtype: 'f32',
				backend: { requested: 'reference', executed: 'reference', adapter: 'reference', software: false },
			},
			b: {
				name: looped,
				given: looped,
				engine: 'model',
				dtype: 'f32',
				backend: { requested: 'cpu', executed: 'cpu', adapter: expect.stringContaining('wasm'), software: false },
			},
			answersOnly: false,
			inputs: 1,
			stopped: 0,
			layers: 3,
			compared: expect.any(Number),
			differences: 0,
			first: null,
			onlyA: [],
			onlyB: [],
		});
	});

	test('backends that are not there are refused, and others closed', async () => {
		const { load, open } = counting('other');
		const { code, err } = await alta(`diff ${looped}@cpu @webgpu`, { backends: { webgpu: absent, cpu: load } });
		expect([code, open()]).toEqual([2, 0]);
		expect(err).toContain('ALTA9028');
		expect((await alta(`diff ${looped} @cpu --dtype f64`)).err).toContain('ALTA9037');
		await alta(`diff ${looped}@cpu @webgpu 1`, { backends: { webgpu: load, cpu: load } });
		expect(open()).toBe(0);
	});

	test('an engine that there is not is ALTA9004, and one without a program for A ALTA9005', async () => {
		expect((await alta(`diff ${looped} @cpo`)).err).toMatch(/ALTA9004: There is no engine "cpo"[\s\S]*Write @cpu\./);
		expect((await alta(`diff @cpu ${looped}`)).err).toContain('ALTA9005');
	});
});

describe('programs', () => {
	test('the first layer, position and variable where two part, with both values', async () => {
		const cwd = temporaryFolder();
		const program = findTask(looped).program();
		writeFileSync(join(cwd, 'old.json'), printProgram(program));
		// The head looks two to the left instead of one.
		writeFileSync(join(cwd, 'new.json'), printProgram(program).replace(/"offsets":\s*\[\s*-1\s*\]/, '"offsets": [-2]'));
		const { code, out } = await alta('diff old.json new.json START 1 1', { cwd });
		expect(code).toBe(1);
		expect(out).toMatch(
			/differences; the first:\n {2}input 1: {2}START 1 1\n {2}where: {4}layer 1 \(stage 0, pass 0, layer 0\) › after its attention › position 1 › parityLeft\n {2}A: {8}0\n {2}B: {8}undefined\n/,
		);
		expect(JSON.parse((await alta('diff old.json new.json START 1 1 --json', { cwd })).out)).toMatchObject({
			first: { input: 0, sublayer: 'attention', layer: 0, position: 1, variable: 'parityLeft', a: 0, b: null },
		});
		expect((await alta('diff old.json old.json --samples 5', { cwd })).code).toBe(0);
	});

	test('those that read an input differently are compared by their answers', async () => {
		const { code, out, err } = await alta(`diff ${looped} parity-sum-mod-2 --samples 20`);
		expect(code).toBe(0);
		expect(err).toMatch(/^note: A and B read the input as different tokens/);
		expect(out).toContain('20 inputs, ');
		const other = await alta(`diff ${looped} parity-sequential-absolute --inputs -`, { stdin: '1\n\n' });
		expect(other.code).toBe(1);
		expect(other.out).toMatch(/input 2: .*\n {2}where: {4}the end of the run › answer\n {2}A: {8}"0"\n {2}B: {8}""\n/);
		expect((await alta(`diff ${looped} parity-sum-mod-2 1 --answers`)).err).toBe('');
	});

	test('what only one of them has is told', async () => {
		const cwd = temporaryFolder();
		const text = printProgram(findTask(looped).program());
		writeFileSync(join(cwd, 'old.json'), text);
		writeFileSync(join(cwd, 'new.json'), text.replaceAll('doneLeft', 'wasDone'));
		const { code, out } = await alta('diff old.json new.json START 1 0', { cwd });
		expect(code).toBe(0);
		expect(out).toContain('no difference\nnot compared, since only A has them: doneLeft\nnot compared, since only B has them: wasDone\n');
		const answers = await alta('diff old.json new.json START 1 0 --answers', { cwd });
		expect([answers.code, answers.out.includes('only')]).toEqual([0, false]);
	});

	test('--set goes to those that have the option, and is refused where neither has it', async () => {
		const { code } = await alta(`diff ${looped} parity-sum-mod-2 --set maxLength=3 1 1`);
		expect(code).toBe(0);
		expect((await alta(`diff ${looped} parity-sum-mod-2 --set maxLength=3 1 1 1`)).err).toContain('ALTA8005');
		expect((await alta(`diff ${looped} parity-sum-mod-2 --set width=3 1`)).err).toContain('ALTA8002');
	});

	test('a random input that only its own side can read is told as such', async () => {
		const { code, err } = await alta('diff sort sort-unique');
		expect(code).toBe(2);
		expect(err).toMatch(
			/B cannot read input \d+, "[\d ]+", which was made for A\.\n {2}where: B › .*\n {2}why: .* out of range.*\n {2}do: Give tokens, [\s\S]* change places/,
		);
		expect((await alta('diff sort sort-unique 1 2')).code).not.toBe(2);
	});

	test('two of one name are told apart by what was written', async () => {
		const cwd = temporaryFolder();
		const text = printProgram(findTask(looped).program());
		writeFileSync(join(cwd, 'old.json'), text);
		writeFileSync(join(cwd, 'new.json'), text);
		expect((await alta('diff old.json new.json START 1', { cwd })).out).toMatch(/^A {2}old\.json on symbols\nB {2}new\.json on symbols\n/);
		expect(JSON.parse((await alta('diff old.json new.json START 1 --json', { cwd })).out)).toMatchObject({
			a: { name: looped, given: 'old.json' },
			b: { name: looped, given: 'new.json' },
		});
	});

	test('the layer after which only one halts', async () => {
		const cwd = temporaryFolder();
		const text = printProgram(findTask(looped).program());
		writeFileSync(join(cwd, 'old.json'), text);
		writeFileSync(join(cwd, 'new.json'), text.replace(/("until":\s*\{[^}]*"equals":\s*)true/, '$1false'));
		const { code, out } = await alta('diff old.json new.json START 1 0', { cwd });
		expect(code).toBe(1);
		expect(out).toMatch(/ {2}where: {4}layer 2 \(stage 0, pass 1, layer 0\): A halts, B goes on\n/);
		expect(out).not.toContain('  A:  ');
	});

	test('an endless run ends after as many layers as the help says, for answers too', async () => {
		const cwd = temporaryFolder();
		const text = printProgram(findTask(looped).program());
		writeFileSync(join(cwd, 'endless.json'), text.replace(/("until":\s*\{[^}]*"equals":\s*)true/, '$1false'));
		expect((await alta('diff endless.json endless.json START 1 --answers', { cwd })).out).toContain('did not halt within 100 layers');
		await alta(`compile ${looped} -o m`, { cwd });
		const model = loadModel(modelFiles(join(cwd, 'm')));
		// No test of halting is ever above zero, then.
		const tests = Object.entries(model.tensors).filter(([name]) => name.startsWith('stage.0.until'));
		for (const [, tensor] of tests) (tensor.kind === 'sparse' ? tensor.values : tensor.data).fill(0);
		writeFileSync(join(cwd, 'm/model.safetensors'), saveModel(model)['model.safetensors']);
		expect((await alta('diff m m 1 --answers', { cwd })).out).toContain('did not halt within 1,000 layers');
	});

	test('an input that one of them does not take is refused, with the side', async () => {
		const { code, err } = await alta(`diff addition ${looped} 1+1`);
		expect(code).toBe(2);
		expect(err).toMatch(/where: .*B/);
	});

	test('runs that do not halt are counted', async () => {
		const { code, out } = await alta(`diff ${looped} @reference 1 0 1 --max-layers 2`);
		expect(code).toBe(0);
		expect(out).toContain('1 of 1 input did not halt within 2 layers\n');
	});
});

describe('models', () => {
	test('two folders: the first variable that a changed weight changes', async () => {
		const cwd = temporaryFolder();
		for (const folder of ['m', 'n']) await alta(`compile parity-sum-mod-2 -o ${folder} --set maxLength=9`, { cwd });
		expect((await alta('diff m n --samples 10', { cwd })).code).toBe(0);
		expect((await alta('diff m parity-sum-mod-2 --set maxLength=9 --samples 10', { cwd })).code).toBe(0);
		const model = loadModel(modelFiles(join(cwd, 'n')));
		const weight = model.tensors['stage.0.layer.0.attention.x.value'];
		if (weight?.kind !== 'sparse') throw new Error('the weight is not there');
		weight.values[0] = 0.5;
		writeFileSync(join(cwd, 'n/model.safetensors'), saveModel(model)['model.safetensors']);
		const { code, out } = await alta('diff m n 1 1 1', { cwd });
		expect(code).toBe(1);
		expect(out).toMatch(/layer 1 \(.*\) › after its attention › position 0 › x\n {2}A: {8}0\.25\n {2}B: {8}0\.125\n/);
	});

	test('architectures: a plain, unrolled Transformer does what the program does', async () => {
		const { code } = await alta(`diff ${looped} @cpu --target standard --unrolled 8 --samples 5 --max-length 6`);
		expect(code).toBe(0);
	});

	test('options about weights are refused where nothing is compiled, and a folder on the interpreter: ALTA9007', async () => {
		const cwd = temporaryFolder();
		await alta(`compile ${looped} -o m`, { cwd });
		expect((await alta(`diff ${looped} m --target standard`, { cwd })).err).toContain('ALTA9007: --target');
		expect((await alta(`diff m@interpreter ${looped}`, { cwd })).err).toContain('ALTA9007');
	});

	test('a program that must know the longest input is compiled for the inputs there are', async () => {
		const cwd = temporaryFolder();
		writeFileSync(join(cwd, 'count.rasp'), 'n = selector_width(select(tokens, tokens, ==));\n');
		const { code, out } = await alta('diff count.rasp @cpu --vocab ab --output n --max-length 5 --samples 10', { cwd });
		expect([code, out.includes('no difference')]).toEqual([0, true]);
	});
});

test('equal seeds make equal inputs, other seeds others', async () => {
	const of = async (seed: number): Promise<string> => (await alta(`diff ${looped} parity-sequential-absolute --seed ${seed} --json`)).out;
	expect(await of(1)).toBe(await of(1));
	expect(await of(1)).not.toBe(await of(2));
});
