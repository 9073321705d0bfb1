import { compile } from '@alta-ts/compiler';
import { attend, categorical, defineProgram, set } from '@alta-ts/core';
import { createInterpreter } from '@alta-ts/interpreter';
import { createReferenceBackend } from '@alta-ts/tensor';
import { createTransformer } from '@alta-ts/transformer';
import { expect, it } from 'vitest';
import { traceModel } from './trace-model.js';

const program = defineProgram({
	name: 'steps',
	tokens: ['a', 'b'],
	variables: {
		token: categorical(['a', 'b'], { byToken: 'itself' }),
		seen: set(['a', 'b'], [[], ['a'], ['a', 'b']], { constant: new Set([]) }),
		full: categorical([false, true], { constant: false }),
	},
	heads: { left: attend({ value: 'token', offset: -1 }) },
	mlp: {
		seen: (z) => {
			if (z.token === 'a' || z.full) z.seen = new Set(['a'] as const);
		},
		full: (z) => {
			if (z.left === 'a') z.full = true;
		},
	},
	output: 'full',
	layers: 2,
});

it('reads from weights what the interpreter keeps of variables', async () => {
	const transformer = await createTransformer(compile(program, { without: ['liveness'] }), createReferenceBackend());
	const inputs = [['a', 'b', 'a'], [], ['b']];
	const runs = await traceModel(transformer, inputs);
	const interpreter = createInterpreter(program);
	for (const [index, tokens] of inputs.entries()) {
		const { output, layers, halted, trace } = interpreter.run(tokens, { trace: true });
		expect(runs[index]).toMatchObject({ output, layers, halted });
		const rowless = trace?.layers.map((layer) => ({ ...layer, fired: [], leftOut: [] }));
		expect(runs[index]?.trace).toEqual({ ...trace, layers: rowless });
	}
});

it('runs as many layers as it is told', async () => {
	const transformer = await createTransformer(compile(program), createReferenceBackend());
	const [run] = await traceModel(transformer, [['a']], { layers: 1 });
	expect(run?.trace.layers).toHaveLength(1);
});
