import { compile, longestCertified } from '@alta-ts/compiler';
import { attend, categorical, defineProgram, numerical } from '@alta-ts/core';
import { arbitraryInput, arbitraryProgram } from '@alta-ts/core/testing';
import { isAltaError } from '@alta-ts/diagnostics';
import { createReferenceBackend } from '@alta-ts/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRoughBackend } from './testing/rough-backend.js';
import { verify } from './verify.js';

const rough = createRoughBackend();

/** The share of `a` among the letters that count, which is undefined where none does. */
const share = (positions: number) =>
	defineProgram({
		name: 'share',
		tokens: ['a', 'b', 'other'],
		positions,
		variables: {
			isA: numerical([0, 1], { byToken: (token) => (token === 'a' ? 1 : 0) }),
			counts: categorical([false, true], { byToken: (token) => token !== 'other' }),
			wanted: categorical([true], { constant: true }),
			seen: categorical([false, true], { constant: false }),
		},
		heads: { mean: attend({ value: 'isA', query: 'wanted', key: 'counts', keep: true }) },
		mlp(z) {
			if (z.defined('mean')) z.seen = true;
		},
		output: 'seen',
		layers: 1,
	});

/** Inputs with 0, 1, 2, … letters that count. */
function growing(longest: number): readonly (readonly string[])[] {
	return Array.from({ length: longest + 1 }, (_, count) =>
		Array.from({ length: longest }, (_, position) => (position >= count ? 'other' : position % 3 === 0 ? 'b' : 'a')),
	);
}

describe('on a device that rounds after every step', () => {
	it.each(['f16', 'bf16', 'f32'] as const)('means are defined as the certificate in %s says, at every length', async (dtype) => {
		const { certified } = longestCertified(share, { dtype }, 48);
		expect(certified).toBeGreaterThan(20);
		const program = share(certified);
		const model = compile(program, { dtype });
		const inputs = growing(certified);
		expect(await verify(program, model, inputs, { backend: rough })).toMatchObject({ differences: 0, first: null });
		expect(await verify(program, model, inputs, { backend: createReferenceBackend() })).toMatchObject({ differences: 0, first: null });
	});

	it('rounds otherwise than the reference, so that this says something', async () => {
		const program = share(40);
		const model = compile(program, { dtype: 'f16' });
		const { certificate } = model;
		if (certificate === undefined) throw new Error('the weights have a certificate');
		const strict = { ...model, certificate: { ...certificate, tolerance: 2 ** -11 } };
		expect((await verify(program, strict, growing(40), { backend: rough })).first).toMatchObject({ variable: 'mean' });
	});

	it.each(['f32', 'f16', 'bf16'] as const)('random programs in %s compute what they do on symbols', async (dtype) => {
		const cases = arbitraryProgram().chain((program) =>
			fc.record({ program: fc.constant(program), inputs: fc.array(arbitraryInput(program), { minLength: 1, maxLength: 3 }) }),
		);
		let verified = 0;
		await fc.assert(
			fc.asyncProperty(cases, async ({ program, inputs }) => {
				const model = compiled(program, dtype);
				if (model === undefined || (model.certificate?.conditions.length ?? 0) > 0) return;
				expect((await verify(program, model, inputs, { backend: rough, maxLayers: 60 })).first).toBeNull();
				verified++;
			}),
			{ numRuns: 150 },
		);
		expect(verified).toBeGreaterThan(60);
	});
});

function compiled(program: Parameters<typeof compile>[0], dtype: 'f32' | 'f16' | 'bf16'): ReturnType<typeof compile> | undefined {
	try {
		return compile(program, { dtype, maxLength: program.positions ?? 8 });
	} catch (error) {
		if (!isAltaError(error)) throw error;
		return undefined;
	}
}
