import { attend, categorical, defineProgram } from '@alta-ts/core';
import { modelSize, validateModel } from '@alta-ts/model';
import { expect, test } from 'vitest';
import { compile } from './compile.js';
import { withCopiedWeights } from './copied-weights.js';

const copyLeft = defineProgram({
	name: 'copy-left',
	tokens: ['a', 'b'],
	variables: { token: categorical(['a', 'b'], { byToken: 'itself' }) },
	heads: { left: attend({ value: 'token', offset: -1 }) },
	mlp(z) {
		z.token = z.left;
	},
	output: 'token',
	halt: { variable: 'token', equals: 'a' },
});

test.each(['alta', 'standard'] as const)('every layer of an unrolled model of target %s gets weights of its own', (target) => {
	const shared = compile(copyLeft, { target, maxLength: 4, unrolled: 3 });
	const copied = withCopiedWeights(shared);
	expect(validateModel(copied)).toEqual([]);
	const names = copied.config.stages.flatMap(({ layers }) => layers.map(({ name }) => name));
	expect(new Set(names).size).toBe(names.length);
	const looped = modelSize(compile(copyLeft, { target, maxLength: 4, unrolled: 1 })).nonzeros;
	const two = modelSize(withCopiedWeights(compile(copyLeft, { target, maxLength: 4, unrolled: 2 }))).nonzeros;
	expect(modelSize(shared).nonzeros).toBe(looped);
	expect(modelSize(copied).nonzeros).toBe(looped + 2 * (two - looped));
	expect(modelSize(copied).nonzeros).toBeGreaterThan(looped);
});
