import { compile, longestCertified } from '@alta-ts/compiler';
import type { TensorDType } from '@alta-ts/model';
import { findTask } from '@alta-ts/programs';
import { createReferenceBackend } from '@alta-ts/tensor';
import { createTransformer } from '@alta-ts/transformer';
import { verify } from '@alta-ts/verify';
import { describe, expect, it } from 'vitest';

const counting = findTask('parity-sum-mod-2');
const program = (maxLength: number) => counting.program({ maxLength });

/** As many ones as an input of this length has room for, one less, and so on, each with its end token. */
function inputsOf(lengths: readonly number[]): readonly (readonly string[])[] {
	return lengths.map((length) => [...Array.from({ length: length - 1 }, () => '1'), 'EOS']);
}

describe.each([
	{ dtype: 'f16', wrongAt: 176 },
	{ dtype: 'bf16', wrongAt: 190 },
] as const)('parity by counting in $dtype', ({ dtype, wrongAt }: { readonly dtype: TensorDType; readonly wrongAt: number }) => {
	const { exact, certified, refusal } = longestCertified(program, { dtype }, 200);

	it('is right for every number of ones up to the certified length', async () => {
		const lengths = Array.from({ length: certified }, (_, i) => i + 1);
		const model = compile(program(certified), { dtype });
		expect(model.certificate?.guarantee).toBe('conditional');
		const report = await verify(program(certified), model, inputsOf(lengths), { backend: createReferenceBackend() });
		expect(report).toMatchObject({ inputs: certified, differences: 0 });
	});

	it('is exact for inputs of any tokens up to the exact length, among them several end tokens', async () => {
		const model = compile(program(exact), { dtype });
		expect(model.certificate?.guarantee).toBe('exact');
		const inputs = Array.from({ length: exact }, (_, ends) =>
			Array.from({ length: exact }, (_, ones) => [...Array(ends).fill('EOS'), ...Array(ones).fill('1')].slice(0, exact)),
		).flat();
		const report = await verify(program(exact), model, inputs, { backend: createReferenceBackend() });
		expect(report).toMatchObject({ inputs: exact * exact, differences: 0 });
	});

	it('is refused one position beyond, and really wrong not ten times further once that is overridden', async () => {
		expect(refusal?.code).toBe('ALTA4003');
		expect(wrongAt).toBeGreaterThan(certified);
		expect(wrongAt).toBeLessThan(10 * certified);
		const model = compile(program(200), { dtype, allowInexact: true });
		expect(model.certificate).toMatchObject({
			guarantee: 'none',
			reasons: expect.arrayContaining([expect.stringContaining('cannot be read')]),
		});
		const transformer = await createTransformer(model, createReferenceBackend());
		const [right, wrong] = await transformer.run(inputsOf([certified, wrongAt]));
		expect(right?.output.at(-1)).toBe((certified - 1) % 2);
		expect(wrong?.output.at(-1)).not.toBe((wrongAt - 1) % 2);
	});
});
