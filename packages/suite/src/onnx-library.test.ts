import { compile } from '@alta-ts/compiler';
import { createInterpreter } from '@alta-ts/interpreter';
import { createRandom, findTask, library } from '@alta-ts/programs';
import { describe, expect, test } from 'vitest';
import { type OnnxRun, runInOnnx } from './testing/run-onnx.js';

const SAMPLES = 6;

/** For programs that name no longest input themselves. */
const MAX_LENGTH = 30;

/** SCAN takes hundreds of layers for a command, which are run in a loop; unrolled, the first ones are enough. */
const LARGE: Readonly<Record<string, { readonly texts: readonly string[]; readonly unrolled: number }>> = {
	scan: { texts: ['jump', 'walk twice', 'turn left'], unrolled: 12 },
	'scan-parser': { texts: ['jump', 'walk twice', 'look after run left'], unrolled: 12 },
};

describe.each(library.map(({ name }) => name))('%s in onnxruntime', (name) => {
	const task = findTask(name);
	const program = task.program();
	const interpreter = createInterpreter(program);
	const [generate, codec, random] = [task.generate(), task.codec(), createRandom(7)];
	const longest = Math.min(task.maxLength() ?? Number.POSITIVE_INFINITY, 9);
	const texts = LARGE[name]?.texts ?? Array.from({ length: SAMPLES }, () => generate(random, { minLength: 1, maxLength: longest }));
	const inputs = texts.map((text) => codec.encode(text));
	const longestRun = Math.max(...inputs.map((tokens) => interpreter.run(tokens).layers));

	/** What the weights gave, with numbers rounded to what they are computed to. */
	const inDigits = (runs: readonly OnnxRun[]): readonly OnnxRun[] => runs.map((run) => ({ ...run, output: run.output.map(toFiveDigits) }));

	/** What the runs gave on symbols. */
	const expected = (maxLayers?: number): readonly OnnxRun[] =>
		inputs
			.map((tokens) => interpreter.run(tokens, maxLayers === undefined ? {} : { maxLayers }))
			.map(({ output, layers, halted }) => ({ output: output.map(toFiveDigits), layers, halted }));

	test('as a plain Transformer, with a sink that is no part of the answer', async () => {
		const model = compile(program, { target: 'standard', maxLength: Math.max(...inputs.map(({ length }) => length)) });
		expect(inDigits(await runInOnnx(model, inputs, { initialisers: 'sparse' }))).toEqual(expected());
	});

	describe.each(['f32', 'f64'] as const)('%s', (dtype) => {
		const model = compile(program, { dtype, maxLength: program.positions ?? MAX_LENGTH });

		test('in a loop, from sparse initialisers', async () => {
			expect(inDigits(await runInOnnx(model, inputs, { initialisers: 'sparse' }))).toEqual(expected());
		});

		test('unrolled, until all but the longest run have halted', async () => {
			const maxLayers = LARGE[name]?.unrolled ?? longestRun - 1;
			expect(inDigits(await runInOnnx(model, inputs, { loop: 'unrolled', maxLayers }))).toEqual(expected(maxLayers));
		});
	});
});

/** Two values of an answer that are numbers are the same up to rounding. */
function toFiveDigits<V>(value: V): V | number {
	return typeof value === 'number' ? Number(value.toFixed(5)) + 0 : value;
}
