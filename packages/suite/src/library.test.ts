import { compile } from '@alta-ts/compiler';
import { AltaError } from '@alta-ts/diagnostics';
import { createInterpreter } from '@alta-ts/interpreter';
import { createRandom, findTask, randomInteger } from '@alta-ts/programs';
import { createReferenceBackend } from '@alta-ts/tensor';
import { verify } from '@alta-ts/verify';
import { describe, expect, test } from 'vitest';

describe.each([
	{ name: 'addition', samples: 12, minLength: 1, maxLength: 30 },
	{ name: 'sort-unique', samples: 40, minLength: 0, maxLength: 15 },
	{ name: 'subleq', samples: 30, minLength: 1, maxLength: 16 },
])('$name', ({ name, samples, minLength, maxLength }) => {
	const task = findTask(name);
	const program = task.program();
	const [generate, codec, oracle, random] = [task.generate(), task.codec(), task.oracle(), createRandom(2025)];
	const texts = [
		generate(random, { minLength: maxLength, maxLength }),
		...Array.from({ length: samples }, () => generate(random, { minLength, maxLength })),
	];

	test('the interpreter gives the answers of the oracle', () => {
		const interpreter = createInterpreter(program);
		for (const text of texts) {
			const tokens = codec.encode(text);
			const run = interpreter.run(tokens);
			expect({ text, halted: run.halted, answer: codec.decode(run.output, tokens) }).toEqual({ text, halted: true, answer: oracle(text) });
		}
	});

	test.each(['f64', 'f32'] as const)('the weights do the same in %s, variable by variable', async (dtype) => {
		const model = compile(program, { dtype });
		expect(model.certificate?.guarantee).toBe('exact');
		const inputs = texts.map((text) => codec.encode(text));
		expect(await verify(program, model, inputs, { backend: createReferenceBackend() })).toMatchObject({ differences: 0, first: null });
	});
});

test('numbers of D digits are added in D + 3 layers', () => {
	const task = findTask('addition');
	const interpreter = createInterpreter(task.program());
	for (const digits of [1, 2, 7, 100]) expect(interpreter.run(task.codec().encode(`1+${'9'.repeat(digits)}`)).layers).toBe(digits + 3);
});

test('an instruction takes SUBLEQ three layers', () => {
	const task = findTask('subleq');
	const interpreter = createInterpreter(task.program());
	const layers = (text: string): number => interpreter.run(task.codec().encode(text)).layers;
	expect([layers('-1 0 0'), layers('9 11 3 11 10 6 11 11 -1 5 10 0')]).toEqual([1, 9]);
});

test('any SUBLEQ memory ends as the machine does, also where that must stop', () => {
	const task = findTask('subleq');
	const options = { cells: 9, minValue: -4, maxValue: 9 };
	const [codec, oracle] = [task.codec(options), task.oracle(options)];
	const interpreter = createInterpreter(task.program(options));
	const random = createRandom(8);
	const endings = new Map<string, number>();
	for (let i = 0; i < 1500; i++) {
		const text = Array.from({ length: randomInteger(random, 0, 9) }, () => randomInteger(random, -1, 9)).join(' ');
		const tokens = codec.encode(text);
		const right = outcomeOf(() => oracle(text));
		const ending = /^ALTA\d+/.exec(right)?.[0] ?? 'halted';
		endings.set(ending, (endings.get(ending) ?? 0) + 1);
		const run = interpreter.run(tokens, { maxLayers: 600 });
		expect({ text, halted: run.halted }).toEqual({ text, halted: ending !== 'ALTA8012' });
		if (run.halted) expect(outcomeOf(() => codec.decode(run.output, tokens))).toBe(right);
	}
	expect([...endings.keys()].sort()).toEqual(['ALTA8010', 'ALTA8011', 'ALTA8012', 'halted']);
});

/** What a function gives, or the code and words of what it throws. */
function outcomeOf(run: () => string): string {
	try {
		return run();
	} catch (error) {
		if (!(error instanceof AltaError)) throw error;
		return `${error.code} ${error.message}`;
	}
}
