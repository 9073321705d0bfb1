import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CompileOptions, compile } from '@alta-ts/compiler';
import type { Program } from '@alta-ts/core';
import { createInterpreter } from '@alta-ts/interpreter';
import { denseModel, saveModel } from '@alta-ts/model';
import { findTask } from '@alta-ts/programs';
import { afterAll, expect, test } from 'vitest';
import { markdownBlocks } from './blocks.js';

const folder = mkdtempSync(join(tmpdir(), 'alta-numpy-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The interpreter of Python is one that comes with the machine. */
const missing = spawnSync('python3', ['-c', 'import numpy']).status === 0 ? undefined : 'python3 with numpy is not there';

const page = readFileSync(join(import.meta.dirname, '../../../docs/model-format.md'), 'utf8');

function script(): string {
	const [python] = markdownBlocks(page).filter(({ language }) => language === 'python');
	if (python === undefined) throw new Error('the page has no script');
	const file = join(folder, 'run.py');
	writeFileSync(file, python.text);
	return file;
}

/** The folder of a model that the script can read. */
function plainModel(program: Program, options: CompileOptions): string {
	const model = join(folder, 'plain');
	rmSync(model, { recursive: true, force: true });
	mkdirSync(model);
	for (const [name, bytes] of Object.entries(saveModel(denseModel(compile(program, { ...options, target: 'standard' })))))
		writeFileSync(join(model, name), bytes);
	return model;
}

/** What the script answers for a model, in place of what the interpreter does. */
function answerOf(program: Program, options: CompileOptions, tokens: readonly string[]): unknown {
	const model = plainModel(program, options);
	return JSON.parse(execFileSync('python3', [script(), model, ...tokens], { encoding: 'utf8' }));
}

const cases: readonly { readonly name: string; readonly inputs: readonly string[]; readonly options: CompileOptions }[] = [
	{ name: 'parity-sequential-relative', inputs: ['1 0 1 1', '1'], options: { maxLength: 8 } },
	{ name: 'parity-sequential-relative', inputs: ['1 1 1'], options: { maxLength: 8, causal: true, unrolled: 6 } },
	{ name: 'parity-sum-mod-2', inputs: ['1 1 0 1'], options: { maxLength: 6, dtype: 'f64' } },
	{ name: 'addition', inputs: ['12+9'], options: { maxLength: 8 } },
];

const title = missing === undefined ? 'numpy gives the answers of the interpreter' : `not run: models in numpy (${missing})`;

test.skipIf(missing !== undefined).each(cases)(`${title}: $name $options`, ({ name, inputs, options }) => {
	const task = findTask(name);
	const interpreter = createInterpreter(task.program());
	for (const input of inputs) {
		const tokens = task.codec().encode(input);
		const expected = interpreter.run(tokens).output.map((value) => value ?? null);
		expect(answerOf(task.program(), options, tokens)).toEqual(expected);
	}
});

const pageTitle = missing === undefined ? 'the command on the page prints what it says' : `not run: the command on the page (${missing})`;

test.skipIf(missing !== undefined)(pageTitle, () => {
	const [, compiled = '', maxLength = ''] =
		/alta compile (\S+) --target standard --max-length (\d+) --matrices dense -o plain/.exec(page) ?? [];
	const [, words = '', printed] = /`python3 run\.py plain ([^`]*)` prints `([^`]*)`/.exec(page) ?? [];
	plainModel(findTask(compiled).program(), { maxLength: Number(maxLength) });
	const run = (input: readonly string[]): readonly [number | null, string, string] => {
		const { status, stdout, stderr } = spawnSync('python3', [script(), 'plain', ...input], { cwd: folder, encoding: 'utf8' });
		return [status, stdout, stderr];
	};
	expect(run(words.split(' '))).toEqual([0, `${printed}\n`, '']);
	expect(run(['1', '0'])).toEqual([1, '', 'the model did not halt\n']);
	expect(run(['START', ...'1 0 1 0 1 0 1 0 1 0 1'.split(' ')])).toEqual([1, '', 'the model takes at most 10 tokens\n']);
});
