import { isAltaError } from '@alta-ts/diagnostics';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AttentionHead } from '../plan.js';
import type { Tensor } from '../tensor.js';
import { planOf, runPlan, tensor } from '../testing/run-plan.js';

interface Case {
	readonly lengths: readonly number[];
	readonly keyWidth: number;
	readonly valueWidth: number;
	readonly query: readonly number[];
	readonly key: readonly number[];
	readonly value: readonly number[];
	readonly head: Omit<AttentionHead, 'name' | 'keyColumns' | 'valueColumns'>;
	readonly constants?: Readonly<Record<string, Tensor>>;
}

async function attend({ lengths, keyWidth, valueWidth, query, key, value, head, constants = {} }: Case): Promise<readonly number[]> {
	const rows = lengths.reduce((a, b) => a + b, 0);
	const starts = [0, ...lengths.map((_, index) => lengths.slice(0, index + 1).reduce((a, b) => a + b, 0))];
	const keys = { dtype: 'f64', shape: ['rows', keyWidth] } as const;
	const values = { dtype: 'f64', shape: ['rows', valueWidth] } as const;
	const plan = planOf({
		constants,
		inputs: { q: keys, k: keys, v: values, starts: { dtype: 'i32', shape: ['sequences+1'] } },
		buffers: { out: values },
		outputs: ['out'],
		steps: [
			{
				op: 'attention',
				label: 'attend',
				query: 'q',
				key: 'k',
				value: 'v',
				starts: 'starts',
				out: 'out',
				heads: [{ name: 'head', keyColumns: [0, keyWidth], valueColumns: [0, valueWidth], ...head }],
			},
		],
	});
	const { outputs } = await runPlan(plan, {
		q: tensor('f64', [rows, keyWidth], query),
		k: tensor('f64', [rows, keyWidth], key),
		v: tensor('f64', [rows, valueWidth], value),
		starts: tensor('i32', [starts.length], starts),
	});
	return outputs.out ?? [];
}

/** The definition, pair by pair, for one sequence after the other. */
function expected({ lengths, keyWidth, valueWidth, query, key, value, head, constants = {} }: Case): number[] {
	const out: number[] = [];
	let start = 0;
	for (const length of lengths) {
		for (let i = 0; i < length; i++) {
			const pairs = Array.from({ length }, (_, j) => {
				const offset = j - i;
				const { offsets } = head;
				const visible =
					offsets === undefined ||
					('length' in offsets ? offsets.includes(offset) : offset >= (offsets.from ?? -1e9) && offset <= (offsets.to ?? 1e9));
				const product = Array.from(
					{ length: keyWidth },
					(_, c) => (query[(start + i) * keyWidth + c] ?? 0) * (key[(start + j) * keyWidth + c] ?? 0),
				);
				const bias = constants.bias === undefined ? 0 : (constants.bias.data[offset + (constants.bias.shape[0] ?? 0) / 2 - 0.5] ?? 0);
				return { j, visible, score: head.scale * product.reduce((a, b) => a + b, 0) + bias };
			}).filter(({ visible }) => visible);
			const nullScore = head.null?.logit;
			const weights = new Map<number | 'null', number>();
			if (head.kind === 'softmax') {
				const largest = Math.max(...pairs.map(({ score }) => score), nullScore ?? Number.NEGATIVE_INFINITY);
				for (const { j, score } of pairs) weights.set(j, Math.exp(score - largest));
				if (nullScore !== undefined) weights.set('null', Math.exp(nullScore - largest));
				const total = [...weights.values()].reduce((a, b) => a + b, 0);
				for (const [j, weight] of weights) weights.set(j, weight / total);
			} else if (head.kind === 'hard') {
				const largest = Math.max(...pairs.map(({ score }) => score));
				const winner = pairs.find(({ score }) => score === largest);
				weights.set(winner !== undefined && !(nullScore !== undefined && nullScore > largest) ? winner.j : 'null', 1);
			} else {
				for (const { j, score } of pairs) {
					const difference = score - (nullScore ?? 0);
					weights.set(j, head.kind === 'relu' ? Math.max(0, difference) : difference);
				}
				if ([...weights.values()].every((weight) => weight === 0)) weights.set('null', 1);
			}
			for (let c = 0; c < valueWidth; c++) {
				let sum = 0;
				for (const [j, weight] of weights) {
					const nullValue = head.null?.value;
					if (j !== 'null') sum += weight * (value[(start + j) * valueWidth + c] ?? 0);
					else if (nullValue !== undefined && nullValue !== 'zero') {
						if ('vector' in nullValue) sum += weight * (constants[nullValue.vector]?.data[c] ?? 0);
						else if (nullValue.position < length) sum += weight * (value[(start + nullValue.position) * valueWidth + c] ?? 0);
					}
				}
				out.push(sum);
			}
		}
		start += length;
	}
	return out;
}

const number = fc.double({ min: -3, max: 3, noNaN: true });
const offsets = fc.oneof(
	fc.constant(undefined),
	fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 3 }),
	fc.record({ from: fc.integer({ min: -4, max: 4 }), to: fc.integer({ min: -4, max: 4 }) }, { requiredKeys: [] }),
);
const attentionCase: fc.Arbitrary<Case> = fc
	.record({
		lengths: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }),
		keyWidth: fc.integer({ min: 0, max: 2 }),
		valueWidth: fc.integer({ min: 0, max: 2 }),
	})
	.chain(({ lengths, keyWidth, valueWidth }) => {
		const rows = lengths.reduce((a, b) => a + b, 0);
		const numbers = (count: number): fc.Arbitrary<number[]> =>
			fc.array(fc.oneof(fc.constant(0), number), { minLength: count, maxLength: count });
		return fc
			.record({
				query: numbers(rows * keyWidth),
				key: numbers(rows * keyWidth),
				value: numbers(rows * valueWidth),
				bias: fc.option(numbers(9), { nil: undefined }),
				vector: numbers(valueWidth),
				kind: fc.constantFrom('softmax', 'hard', 'relu', 'linear'),
				scale: number,
				offsets,
				null: fc.option(
					fc.record({
						logit: number,
						value: fc.oneof(fc.constant('zero' as const), fc.constant({ vector: 'vector' }), fc.record({ position: fc.nat(4) })),
					}),
					{ nil: undefined },
				),
			})
			.map((each) => ({
				lengths,
				keyWidth,
				valueWidth,
				query: each.query,
				key: each.key,
				value: each.value,
				constants: {
					vector: tensor('f64', [valueWidth], each.vector),
					...(each.bias === undefined ? {} : { bias: tensor('f64', [9], each.bias) }),
				},
				head: {
					kind: each.kind,
					scale: each.scale,
					...(each.offsets === undefined ? {} : { offsets: each.offsets }),
					...(each.bias === undefined ? {} : { offsetBias: 'bias' }),
					...(each.null === undefined ? {} : { null: each.null }),
				},
			}));
	});

test('attention equals its definition, pair by pair', async () => {
	await fc.assert(
		fc.asyncProperty(attentionCase, async (each) => {
			const found = await attend(each);
			const wanted = expected(each);
			expect(found.length).toBe(wanted.length);
			found.forEach((entry, index) => {
				expect(entry).toBeCloseTo(wanted[index] ?? Number.NaN, 10);
			});
		}),
		{ numRuns: 300 },
	);
});

const three = { lengths: [3], keyWidth: 1, valueWidth: 1, query: [1, 1, 1], value: [10, 20, 30] } as const;

test('extreme logits neither overflow nor vanish', async () => {
	expect(await attend({ ...three, key: [1e30, -1e30, 1e30], head: { kind: 'softmax', scale: 1 } })).toEqual([20, 20, 20]);
	expect(await attend({ ...three, key: [-1e30, -1e30, -1e30], head: { kind: 'softmax', scale: 1 } })).toEqual([20, 20, 20]);
	const nulls = { null: { logit: 0, value: 'zero' } } as const;
	expect(await attend({ ...three, key: [-1e30, -1e30, -1e30], head: { kind: 'softmax', scale: 1, ...nulls } })).toEqual([0, 0, 0]);
	expect(await attend({ ...three, key: [-1e30, 1e30, 0], head: { kind: 'softmax', scale: 1, ...nulls } })).toEqual([20, 20, 20]);
});

test('a mean over n equal scores is the exact sum divided by n', async () => {
	for (const length of [3, 7, 49, 107]) {
		const ones = Array<number>(length).fill(1);
		const out = await attend({
			lengths: [length],
			keyWidth: 0,
			valueWidth: 1,
			query: [],
			key: [],
			value: ones,
			head: { kind: 'softmax', scale: 1 },
		});
		expect(out).toEqual(ones);
	}
});

test('a row that sees no key gives zero, or the value of the null key', async () => {
	const left = { ...three, key: [1, 1, 1] };
	expect(await attend({ ...left, head: { kind: 'softmax', scale: 1, offsets: [-1] } })).toEqual([0, 10, 20]);
	const at = (kind: AttentionHead['kind']): AttentionHead['null'] & object => ({
		logit: kind === 'linear' ? 0 : -1000,
		value: { position: 2 },
	});
	for (const kind of ['softmax', 'hard', 'relu', 'linear'] as const) {
		const [first] = await attend({ ...left, head: { kind, scale: 1, offsets: [-1], null: at(kind) } });
		expect(first).toBe(30);
	}
	expect(await attend({ ...left, head: { kind: 'softmax', scale: 1, offsets: [5], null: { logit: 0, value: { position: 3 } } } })).toEqual([
		0, 0, 0,
	]);
});

test('hard attention takes the first key of a tie, and a real key before the null key', async () => {
	expect(await attend({ ...three, key: [1, 2, 2], head: { kind: 'hard', scale: 1 } })).toEqual([20, 20, 20]);
	expect(await attend({ ...three, key: [1, 2, 2], head: { kind: 'hard', scale: 1, null: { logit: 2, value: 'zero' } } })).toEqual([
		20, 20, 20,
	]);
	expect(await attend({ ...three, key: [1, 2, 2], head: { kind: 'hard', scale: 1, null: { logit: 2.5, value: 'zero' } } })).toEqual([
		0, 0, 0,
	]);
	expect(await attend({ ...three, key: [Number.NaN, -5, Number.NaN], head: { kind: 'hard', scale: 1 } })).toEqual([20, 20, 20]);
});

test('a bias of −∞ hides a key, for every kind', async () => {
	const bias = tensor('f64', [5], [0, 0, Number.NEGATIVE_INFINITY, 0, 0]);
	for (const kind of ['softmax', 'hard', 'relu', 'linear'] as const) {
		const alone = await attend({
			lengths: [1],
			keyWidth: 1,
			valueWidth: 1,
			query: [1],
			key: [1],
			value: [7],
			head: { kind, scale: 1, offsetBias: 'bias' },
			constants: { bias },
		});
		expect(alone).toEqual([0]);
	}
});

test('a sequence longer than the offset bias is refused (ALTA5027)', async () => {
	const refused = attend({
		...three,
		key: [1, 1, 1],
		head: { kind: 'softmax', scale: 1, offsetBias: 'bias' },
		constants: { bias: tensor('f64', [3], [0, 0, 0]) },
	});
	await expect(refused).rejects.toSatisfy((error) => isAltaError(error) && error.code === 'ALTA5027' && error.message.includes('head'));
});
