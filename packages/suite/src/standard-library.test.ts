import { compile } from '@alta-ts/compiler';
import { createRandom, findTask, type Task } from '@alta-ts/programs';
import { createReferenceBackend } from '@alta-ts/tensor';
import { verify } from '@alta-ts/verify';
import { describe, expect, test } from 'vitest';

const backend = createReferenceBackend();

function inputsOf(task: Task, samples: number, maxLength: number): readonly (readonly string[])[] {
	const [generate, codec, random] = [task.generate(), task.codec(), createRandom(7)];
	return Array.from({ length: samples }, () => codec.encode(generate(random, { minLength: 1, maxLength })));
}

function longest(inputs: readonly (readonly string[])[]): number {
	return Math.max(...inputs.map((tokens) => tokens.length));
}

describe.each([
	{ name: 'parity-sequential-relative', samples: 10, maxLength: 10 },
	{ name: 'parity-sequential-absolute', samples: 10, maxLength: 10 },
	{ name: 'parity-sum-mod-2', samples: 10, maxLength: 10 },
	{ name: 'parity-intermediate-variable', samples: 10, maxLength: 10 },
	{ name: 'addition', samples: 8, maxLength: 6 },
	{ name: 'sort-unique', samples: 8, maxLength: 6 },
	{ name: 'subleq', samples: 5, maxLength: 8 },
	{ name: 'scan', samples: 1, maxLength: 2 },
])('$name as a plain Transformer', ({ name, samples, maxLength }) => {
	const task = findTask(name);
	const program = task.program();
	const inputs = inputsOf(task, samples, maxLength);

	test('equals the program variable by variable, in a loop', async () => {
		const model = compile(program, { target: 'standard', maxLength: longest(inputs) });
		expect(model.certificate?.guarantee).toBe('exact');
		const heads = model.config.stages.flatMap(({ layers }) => layers.flatMap(({ attention }) => attention?.heads ?? []));
		expect(heads.every((head) => head.kind === 'softmax' && head.null === undefined && head.offsets === undefined)).toBe(true);
		const mlps = model.config.stages.flatMap(({ layers }) => layers.flatMap(({ mlp }) => mlp ?? []));
		expect(mlps.every(({ activation, hidden }) => activation === 'relu' && hidden.length === 1)).toBe(true);
		expect(await verify(program, model, inputs, { backend })).toMatchObject({ differences: 0, first: null });
	}, 60_000);
});

test.each(['parity-sequential-relative', 'addition'])('%s equals the program with its loop unrolled', async (name) => {
	const task = findTask(name);
	const inputs = inputsOf(task, 4, 4);
	const passes = 8;
	for (const target of ['alta', 'standard'] as const) {
		const model = compile(task.program(), { target, unrolled: passes, maxLength: longest(inputs) });
		expect(model.config.stages.map(({ repeat }) => repeat)).toMatchObject([{ atMost: 1 }]);
		expect(await verify(task.program(), model, inputs, { backend })).toMatchObject({ differences: 0, first: null, stopped: 0 });
		const tooFew = compile(task.program(), { target, unrolled: 1, maxLength: longest(inputs) });
		const report = await verify(task.program(), tooFew, inputs, { backend });
		expect(report.differences).toBeGreaterThan(0);
	}
});
