import type { AttentionHead, FloatDType } from '@alta-ts/tensor';
import type { BackendCase } from '../case.js';
import { lowest, numbers, oneHot, random, tensor } from '../data/numbers.js';
import type { Trial } from '../judge.js';
import { attend, type HeadKind } from './attend.js';
import { exactCases, opCases } from './op-case.js';

/** One head over keys of one column: the query is 1 everywhere, so that keys are scores. */
function scores(what: string, dtype: FloatDType, keys: readonly number[], kind: HeadKind): Trial {
	const count = keys.length;
	return attend(what, {
		lengths: [count],
		query: tensor(dtype, [count, 1], Array<number>(count).fill(1)),
		key: tensor(dtype, [count, 1], keys),
		value: numbers(dtype, [count, 3], 1),
		heads: [{ name: 'head', keyColumns: [0, 1], valueColumns: [0, 3], ...kind }],
	});
}

/** Scores so far apart that one key, or the null key, has all the weight. Nothing overflows, and nothing but that key is seen. */
function* extremes(dtype: FloatDType): Iterable<Trial> {
	const sizes = dtype === 'f16' ? [1e3, 3e4] : [1e4, 1e30];
	const nullKey = { logit: 0, value: 'zero' } as const;
	for (const size of sizes) {
		for (const kind of ['softmax', 'hard'] as const) {
			yield scores(`${kind}, one of ${size}`, dtype, [-size, 0, size, -size], { kind, scale: 1 });
			yield scores(`${kind}, one of ${-size}, the rest lower`, dtype, [-size, -size * 2, -size * 2], { kind, scale: 1 });
			yield scores(`${kind}, all of ${-size} and a null key`, dtype, [-size, -size, -size], { kind, scale: 1, null: nullKey });
			yield scores(`${kind}, one of ${size} and a null key`, dtype, [-size, size, 0], { kind, scale: 1, null: nullKey });
			yield scores(`${kind}, a null key of ${size}`, dtype, [0, 1, 2], { kind, scale: 1, null: { logit: size, value: { position: 1 } } });
			yield scores(`${kind}, a null key of ${-size}`, dtype, [0, -2000, -3000], { kind, scale: 1, null: { logit: -size, value: 'zero' } });
			yield scores(`${kind}, a negative scale`, dtype, [size, 0, -size], { kind, scale: -1 });
		}
	}
}

/** A position looks for another by name: what compiled programs do all the time. */
function* lookups(dtype: FloatDType): Iterable<Trial> {
	for (const count of [1, 4, 33, 65]) {
		const next = random(count);
		const order = Array.from({ length: count }, (_, index) => ({ index, at: next() })).sort((a, b) => a.at - b.at);
		const wanted = order.map(({ index }) => index);
		const own = Array.from({ length: count }, (_, index) => index);
		for (const kind of ['softmax', 'hard'] as const) {
			yield attend(`${kind}, each of ${count} positions copies another`, {
				lengths: [count],
				query: oneHot(dtype, count, wanted),
				key: oneHot(dtype, count, own),
				value: numbers(dtype, [count, 9], 2),
				heads: [{ name: 'head', keyColumns: [0, count], valueColumns: [0, 9], kind, scale: 1024 }],
			});
			yield attend(`${kind}, most of ${count} positions find nothing and take the null value`, {
				lengths: [count],
				query: oneHot(dtype, count + 1, wanted),
				key: oneHot(
					dtype,
					count + 1,
					own.map((index) => (index % 5 === 0 ? index : count)),
				),
				value: numbers(dtype, [count, 4], 3),
				heads: [
					{
						name: 'head',
						keyColumns: [0, count + 1],
						valueColumns: [0, 4],
						kind,
						scale: 4096,
						null: { logit: 2048, value: { vector: 'vector' } },
					},
				],
				constants: { vector: numbers(dtype, [4], 4) },
			});
		}
	}
}

function* ties(dtype: FloatDType): Iterable<Trial> {
	const hard = { kind: 'hard', scale: 1 } as const;
	yield scores('the first of a tie', dtype, [1, 2, 2, 1, 2], hard);
	yield scores('all equal', dtype, Array<number>(70).fill(0), hard);
	yield scores('a tie far apart', dtype, [...Array<number>(65).fill(0), 3, ...Array<number>(64).fill(1), 3], hard);
	yield scores('a real key before a null key that is as good', dtype, [1, 2, 2], { ...hard, null: { logit: 2, value: 'zero' } });
	yield scores('a null key that is better', dtype, [1, 2, 2], { ...hard, null: { logit: 2.5, value: { position: 2 } } });
	yield scores('negative scores', dtype, [-3, -1, -2], hard);
}

/** Scores and values that are small whole numbers, whose products and sums every dtype holds. */
function* whole(dtype: FloatDType): Iterable<Trial> {
	for (const kind of ['relu', 'linear', 'hard'] as const) {
		for (const logit of [undefined, 0, 2, 40]) {
			const head: AttentionHead = { name: 'head', keyColumns: [0, 2], valueColumns: [0, 3], kind, scale: 1 };
			const nullKey = logit === undefined ? {} : { null: { logit, value: { vector: 'vector' } } };
			const shape = {
				lengths: [3, 0, 2, 1],
				value: tensor(
					dtype,
					[6, 3],
					Array.from({ length: 18 }, (_, entry) => (entry % 3) - 1),
				),
			};
			yield attend(`${kind}, null logit ${logit}`, {
				...shape,
				query: tensor(
					dtype,
					[6, 2],
					Array.from({ length: 12 }, (_, entry) => (entry % 5) - 2),
				),
				key: tensor(
					dtype,
					[6, 2],
					Array.from({ length: 12 }, (_, entry) => (entry % 4) - 1),
				),
				heads: [{ ...head, ...nullKey }],
				constants: logit === undefined ? {} : { vector: tensor(dtype, [3], [1, -2, 3]) },
			});
		}
	}
}

/** Keys of equal score share the weight; how often they are looked at together must not show. */
function* means(dtype: FloatDType): Iterable<Trial> {
	for (const count of [2, 3, 7, 33, 64, 107, 300]) {
		yield scores(`the mean of ${count}`, dtype, Array<number>(count).fill(0), { kind: 'softmax', scale: 1 });
		const every = Array.from({ length: count }, (_, index) => (index % 2 === 0 ? 0 : -30_000));
		yield scores(`the mean of every other of ${count}`, dtype, every, {
			kind: 'softmax',
			scale: 1,
			null: { logit: -20_000, value: 'zero' },
		});
	}
}

/** Keys that masks of other libraries hide: their scores are as low as can be, and where all are, all count. */
function* masked(dtype: FloatDType): Iterable<Trial> {
	const count = 40;
	const hides = (offset: number): number => (offset === 0 ? 0 : lowest(dtype));
	const all = (): number => lowest(dtype);
	for (const [what, mask] of [
		['all but its own key', hides],
		['all keys', all],
	] as const) {
		for (const nullKey of [{}, { null: { logit: lowest(dtype), value: { position: 1 } } } as const]) {
			yield attend(`the least number for ${what}${'null' in nullKey ? ' and the null key' : ''}`, {
				lengths: [count, 1, 3],
				query: numbers(dtype, [count + 4, 1], 1),
				key: numbers(dtype, [count + 4, 1], 2),
				value: numbers(dtype, [count + 4, 3], 3),
				heads: [{ name: 'head', keyColumns: [0, 0], valueColumns: [0, 3], kind: 'softmax', scale: 1, offsetBias: 'bias', ...nullKey }],
				constants: {
					bias: tensor(
						dtype,
						[2 * count - 1],
						Array.from({ length: 2 * count - 1 }, (_, at) => mask(at - count + 1)),
					),
				},
			});
		}
	}
}

/** Attention where the result is exact, or nearly. */
export const exactAttentionCases: readonly BackendCase[] = [
	...exactCases('attention', 'extreme logits', extremes),
	...exactCases('attention', 'one-hot queries and keys', lookups),
	...exactCases('attention', 'ties', ties),
	...exactCases('attention', 'whole numbers', whole),
	...opCases('attention', 'means over equal scores', means),
	...opCases('attention', 'keys that the least number hides', masked),
];
