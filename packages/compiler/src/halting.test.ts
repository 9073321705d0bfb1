import { defineProgram, numerical } from '@alta-ts/core';
import { validateModel } from '@alta-ts/model';
import { expect, test } from 'vitest';
import { compile } from './index.js';

test('a number that cannot be anything else needs no margin when halting is tested', () => {
	const program = defineProgram({
		name: 'always-two',
		tokens: ['a'],
		variables: { two: numerical([2], { constant: 2 }) },
		halt: { variable: 'two', equals: 2 },
		output: 'two',
	});
	for (const dtype of ['f64', 'f32'] as const) expect(validateModel(compile(program, { dtype, maxLength: 8 }))).toEqual([]);
});
