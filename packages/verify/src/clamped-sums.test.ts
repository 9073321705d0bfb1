import { compile } from '@alta-ts/compiler';
import { categorical, defineProgram, range } from '@alta-ts/core';
import { createReferenceBackend } from '@alta-ts/tensor';
import { describe, expect, it } from 'vitest';
import { verify } from './verify.js';

const tokens = range(10).flatMap((x) => range(10).map((y) => `${x} ${y}`));

/** Sums that are cut off at the largest value of a variable that is stored as one number, and read again a layer later. */
const program = defineProgram({
	name: 'clamped',
	tokens,
	variables: {
		x: categorical(range(10), { byToken: (token) => Number(token[0]) }),
		y: categorical(range(10), { byToken: (token) => Number(token[2]) }),
		total: categorical(range(8), { constant: 0 }),
		rest: categorical(range(8), { constant: 0 }),
		both: categorical(range(15), { constant: 0 }),
	},
	mlp: {
		total(z) {
			z.total = Math.min(z.x + z.y, 7);
		},
		rest(z) {
			z.rest = Math.min(Math.max(9 - z.x - z.y, 0), 7);
		},
		both(z) {
			z.both = z.total + z.rest;
		},
	},
	output: 'both',
	layers: 3,
});

describe('sums that are cut off', () => {
	it.each(['alta', 'standard'] as const)('are written as numbers without going beyond the last one, for the target %s', async (target) => {
		const model = compile(program, { target, maxLength: tokens.length });
		const stored = model.layout.blocks.flatMap((block) => (block.kind === 'ordinal' ? [block.variable] : []));
		expect(stored).toEqual(['x', 'y', 'total', 'rest']);
		expect((await verify(program, model, [tokens], { backend: createReferenceBackend() })).first).toBeNull();
	});
});
