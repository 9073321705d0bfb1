import { compile, longestCertified } from '@alta-ts/compiler';
import { attend, categorical, defineProgram, numerical } from '@alta-ts/core';
import { createReferenceBackend } from '@alta-ts/tensor';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { verify } from './verify.js';

/** What the compiler is told about bf16 that is not so. */
const lie = vi.hoisted((): { told: Readonly<Record<string, number>> } => ({ told: {} }));

vi.mock('../../compiler/src/numbers/precision.js', async (original) => {
	const real = await original<{ readonly precisionOf: (dtype: string) => object }>();
	return { ...real, precisionOf: (dtype: string) => ({ ...real.precisionOf(dtype), ...lie.told }) };
});

afterEach(() => {
	lie.told = {};
});

/** How many `a` there are. */
const count = (most: number) =>
	defineProgram({
		name: 'count',
		tokens: ['a', 'b'],
		positions: most,
		variables: {
			isA: numerical([0, 1], { byToken: (token) => (token === 'a' ? 1 : 0) }),
			last: categorical([false, true]),
		},
		heads: { total: attend({ value: 'isA', combine: 'sum', values: Array.from({ length: most + 1 }, (_, i) => i) }) },
		mlp(z) {
			z.last = z.total === most;
		},
		output: 'last',
		layers: 1,
	});

/** What the only `a` is followed by in the alphabet, told to everybody. */
const selecting = defineProgram({
	name: 'selecting',
	tokens: ['a', 'b'],
	variables: {
		token: categorical(['a', 'b'], { byToken: 'itself' }),
		wanted: categorical(['a', 'b'], { constant: 'a' }),
		found: categorical(['a', 'b', 'none'], { constant: 'none' }),
	},
	heads: { match: attend({ value: 'token', query: 'wanted', key: 'token' }) },
	mlp(z) {
		z.found = z.match;
	},
	output: 'found',
	layers: 1,
});

/** Whether most are `a`: a mean that is only compared with one half, far from where it would be misread. */
const share = (positions: number) =>
	defineProgram({
		name: 'share',
		tokens: ['a', 'b'],
		positions,
		variables: { isA: numerical([0, 1], { byToken: (token) => (token === 'a' ? 1 : 0) }), seen: categorical([false, true]) },
		heads: { mean: attend({ value: 'isA', values: [-4, 4] }) },
		mlp(z) {
			z.seen = z.mean > 0;
		},
		output: 'seen',
		layers: 1,
	});

describe('what the compiler knows of bf16', () => {
	it('is enough to refuse counts beyond its bits, and too much by a bit lets wrong weights through', async () => {
		const source = count(300);
		expect(() => compile(source, { dtype: 'bf16' })).toThrow(/ALTA400[37]/);
		lie.told = { bits: 24, epsilon: 2 ** -23 };
		const model = compile(source, { dtype: 'bf16' });
		const inputs = [300, 299].map((length) => Array.from({ length }, () => 'a'));
		const report = await verify(source, model, inputs, { backend: createReferenceBackend() });
		expect(report.differences).toBeGreaterThan(0);
	});

	it.each([
		['scores half as far apart', count(8), { separation: 64 }, 'distance of scores'],
		['no bits for scores', selecting, { bits: 0 }, 'scores up to which they are exact'],
		['keys that weigh more together than half of the last place', count(8), { vanishing: 1, separation: 4 }, 'must vanish beside one'],
		['sums of weights with many times the roundings', count(8), { epsilon: 2 ** -4 }, 'sum of as many weights'],
		['scores that overflow', selecting, { finite: 4 }, 'scores up to which they are exact'],
	] as const)('%s: noticed', (_, source, told, what) => {
		const options = { dtype: 'bf16', maxLength: 8 } as const;
		expect(compile(source, options).certificate?.guarantee).toBe('exact');
		lie.told = told;
		expect(() => compile(source, options)).toThrow('ALTA4007');
		const { certificate } = compile(source, { ...options, allowInexact: true });
		expect(certificate?.guarantee).toBe('none');
		const broken = certificate?.margins.filter(({ needs, has }) => needs > has).map((margin) => margin.what);
		expect(broken?.join()).toContain(what);
	});

	it('scores too close are not only refused: their weights are wrong', async () => {
		lie.told = { separation: 2 };
		const source = selecting;
		const model = compile(source, { dtype: 'bf16', maxLength: 8, allowInexact: true });
		expect(model.certificate?.guarantee).toBe('none');
		const inputs = [['a', 'b', 'b', 'b', 'b', 'b']];
		expect((await verify(source, model, inputs, { backend: createReferenceBackend() })).differences).toBeGreaterThan(0);
		lie.told = {};
		const right = compile(source, { dtype: 'bf16', maxLength: 8 });
		expect((await verify(source, right, inputs, { backend: createReferenceBackend() })).differences).toBe(0);
	});

	it('gives the length at which rounding after every step may reach a quarter, not twice nor half of it', () => {
		const { certified } = longestCertified(share, { dtype: 'bf16' }, 200);
		let [steps, grown] = [0, 1];
		while (grown * (1 + 2 ** -8) <= 1.25) [steps, grown] = [steps + 1, grown * (1 + 2 ** -8)];
		// Besides the sum itself, a weight is a quotient that is multiplied by a value.
		expect(steps - certified).toBeGreaterThanOrEqual(0);
		expect(steps - certified).toBeLessThanOrEqual(4);
	});
});
