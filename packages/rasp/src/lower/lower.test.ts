import { isAltaError, type Problem } from '@alta-ts/diagnostics';
import { expect, test } from 'vitest';
import { aggregate, length, select, selectorAnd, selectorNot, selectorOr, selectorWidth } from '../builder/attention.js';
import { linearSequenceMap, map, sequenceMap } from '../builder/elementwise.js';
import { categorical, numerical } from '../builder/encoding.js';
import { indices, tokens } from '../builder/primitives.js';
import { evaluateGraph } from '../graph/evaluate.js';
import type { Operation, SOp } from '../graph/node.js';
import { EQ, LEQ, LT, TRUE } from '../graph/predicate.js';
import { lower } from './lower.js';

const letters = ['a', 'b', 'c'];
const same = select(tokens(), tokens(), EQ);
const upToHere = select(indices, indices, LEQ);
const everything = select(indices, indices, TRUE);

function lowered(root: SOp, vocabulary: readonly (string | number | boolean)[] = letters, maxLength = 6) {
	return lower(root, { name: 'test', vocabulary, maxLength }).program;
}

function heads(root: SOp, vocabulary: readonly (string | number)[] = letters) {
	return lowered(root, vocabulary).stages.flatMap(({ layers }) => layers.map((layer) => layer.heads));
}

function refusal(action: () => unknown): Problem {
	try {
		action();
	} catch (error) {
		const [problem] = isAltaError(error) ? error.problems : [];
		if (problem !== undefined) return problem;
		throw error;
	}
	throw new Error('it was not refused');
}

test('a width is a head that adds up ones', () => {
	const [[head] = []] = heads(selectorWidth(same));
	expect(head).toMatchObject({
		combine: 'sum',
		value: 'one',
		empty: { constant: 0 },
		where: [{ query: 'token', key: 'token', test: 'equal' }],
	});
});

test('selectors of positions are offsets, and conjunctions one head', () => {
	const [[head] = []] = heads(selectorWidth(selectorAnd(same, upToHere)));
	expect(head?.where).toEqual([{ query: 'token', key: 'token', test: 'equal' }, { offsets: { to: 0 } }]);
	const shifted = aggregate(
		select(indices, indices, (key: number, query: number) => key === query - 2),
		tokens(),
	);
	expect(heads(shifted)[0]?.[0]).toMatchObject({ combine: 'only', empty: 'undefined', where: [{ offsets: [-2] }] });
	expect(heads(aggregate(everything, map(Number, tokens())), ['1', '2'])[0]?.[0]).toMatchObject({ combine: 'mean', where: [] });
});

test('what no head finds is left out of what heads compare', () => {
	const plus = aggregate(
		select(tokens(), tokens(), (key) => key === '+'),
		indices,
		0,
	);
	const moved = sequenceMap((at: number, by: number) => at + by, indices, linearSequenceMap(length(), plus, 1, -1));
	const program = lowered(aggregate(select(moved, indices, EQ), tokens(), '-'), ['1', '+'], 12);
	const key = program.stages[0]?.layers[1]?.heads[0]?.where[0];
	const compared = program.variables.find((variable) => key !== undefined && 'key' in key && variable.name === key.key);
	// Of a thousand numbers that it can be, only places can be found.
	expect(compared).toMatchObject({ kind: 'categorical', values: expect.toSatisfy((values: readonly number[]) => values.length === 12) });
});

test('comparisons of one pair of s-ops are one table, however they are combined', () => {
	const less = select(tokens(), tokens(), LT);
	expect(heads(selectorWidth(selectorOr(less, same)))[0]).toHaveLength(1);
	expect(heads(selectorWidth(selectorNot(less)))[0]).toHaveLength(1);
	expect(heads(selectorWidth(selectorOr(less, selectorAnd(same, upToHere))))[0]).toHaveLength(2);
});

test('what is written twice is there once', () => {
	const again = select(tokens(), tokens(), EQ);
	const sum = sequenceMap((a: number, b: number) => a + b, selectorWidth(same), selectorWidth(again));
	expect(heads(sum).map((each) => each.length)).toEqual([1]);
});

test('sums of numbers are linear maps, and sums of means one mean', () => {
	const number = map((token: string) => Number(token), tokens());
	const width = selectorWidth(select(tokens(), tokens(), EQ));
	const program = lowered(linearSequenceMap(number, width, 2, -0.5), ['1', '2']);
	expect(program.stages[0]?.layers[0]?.updates).toMatchObject([{ linear: { map: 2, width: -0.5 }, bias: 0 }]);
	const mean = (token: string): SOp =>
		aggregate(
			upToHere,
			map((each: string) => Number(each === token), tokens()),
			0,
		);
	const balance: SOp = { ...linearSequenceMap(indices, indices, 1, -1), inputs: [mean('a'), mean('b')] } as SOp;
	expect(heads(balance).map((each) => each.length)).toEqual([1]);
});

test('an answer without attention has no layers, and one of token and position a layer without heads', () => {
	expect(lowered(map((token: string) => token === 'a', tokens())).stages).toEqual([]);
	const both = sequenceMap((token: string, index: number) => `${token}${index}`, tokens(), indices);
	expect(heads(both)).toEqual([[]]);
	expect(heads(selectorWidth(select(both, both, EQ))).map((each) => each.length)).toEqual([0, 1]);
});

test('the encoding of an answer can be asked for', () => {
	const kindOf = (root: SOp): string | undefined => {
		const { variables, output } = lowered(root);
		return variables.find(({ name }) => 'variable' in output && name === output.variable)?.kind;
	};
	expect(kindOf(selectorWidth(same))).toBe('categorical');
	expect(kindOf(numerical(selectorWidth(same)))).toBe('numerical');
	const mean = aggregate(upToHere, indices, 0);
	expect(kindOf(mean)).toBe('numerical');
	expect(kindOf(categorical(mean))).toBe('categorical');
	expect(kindOf(indices)).toBe('categorical');
	expect(kindOf(numerical(indices))).toBe('numerical');
});

test('variables carry the names of nodes, and tables the places in the source', () => {
	const span = { source: 'a.rasp', from: 3, to: 9 };
	const count: SOp = { ...selectorWidth(same), span };
	const root: SOp = { ...map((n: number) => n > 1, count), span } as SOp;
	const { program } = lower(root, {
		name: 'test',
		vocabulary: letters,
		maxLength: 4,
		nameOf: (node) => (node === count ? 'count' : undefined),
	});
	expect(program.variables.find(({ name }) => name === 'count')?.source).toEqual(span);
	const [update] = program.stages[0]?.layers[0]?.updates ?? [];
	expect(update !== undefined && 'rows' in update && update.rows[0]?.source).toEqual(span);
});

test('the answer keeps its name, and what has none is called by its description', () => {
	const width: SOp = { ...selectorWidth(same), name: 'hist' };
	const names = (node: SOp): readonly string[] =>
		lower(node, {
			name: 'test',
			vocabulary: letters,
			maxLength: 4,
			descriptionOf: () => 'how many',
		}).program.variables.map(({ name }) => name);
	expect(names(width)).toEqual(expect.arrayContaining(['hist', 'hist count']));
	expect(names(selectorWidth(same))).toEqual(expect.arrayContaining(['how many', 'how many count']));
	const inner = selectorWidth(same);
	const root = map((count: number) => count > 1, inner);
	const { variables } = lower(root, {
		name: 'test',
		vocabulary: letters,
		maxLength: 4,
		descriptionOf: (node) => (node === inner ? 'frequency' : undefined),
	}).program;
	expect(variables.map(({ name }) => name)).toContain('frequency');
});

test('counts of different keys are together no more than there are positions', () => {
	const less = select(tokens(), tokens(), LT);
	const before = selectorOr(less, selectorAnd(same, select(indices, indices, LT)));
	const { variables, output } = lowered(selectorWidth(before), letters, 6);
	const answer = variables.find(({ name }) => 'variable' in output && name === output.variable);
	expect(answer).toMatchObject({ kind: 'categorical', values: expect.not.arrayContaining([7]) });
});

test('a mean of counted numbers has no rows for more keys than there are positions', () => {
	const before = selectorOr(select(tokens(), tokens(), LT), selectorAnd(same, select(indices, indices, LT)));
	const mean = aggregate(
		before,
		map((token: string) => (token === 'a' ? 1 : 2), tokens()),
		0,
	);
	const { stages } = lowered(mean, letters, 6);
	const tables = stages.flatMap(({ layers }) =>
		layers.flatMap(({ updates }) => updates.flatMap((update) => ('rows' in update ? [update] : []))),
	);
	const least = (values: readonly unknown[] = []): number => Math.min(...values.map(Number));
	const rows = tables.flatMap((table) => table.rows.filter(({ when }) => Object.keys(when).length === 4));
	expect(rows.length).toBeGreaterThan(0);
	for (const { when } of rows) expect(Object.values(when).reduce((sum, values) => sum + least(values), 0)).toBeLessThanOrEqual(6);
});

test('values are decoded as they were', () => {
	const asInt: SOp = { op: 'tokens', form: 'int' };
	const { decode } = lower(asInt, { name: 'test', vocabulary: ['1', '2'], maxLength: 2 });
	expect([decode(1), decode(undefined)]).toEqual([1n, undefined]);
	const pair = map((token: string) => [token, 1] as const, tokens());
	const tuples = lower(pair, { name: 'test', vocabulary: letters, maxLength: 2 });
	expect(tuples.decode('("a", 1)')).toEqual(['a', 1]);
});

test('a chain of 10,000 nodes is lowered', () => {
	const next: Operation = { name: 'next', apply: (x) => (x === 'a' ? 'b' : 'a') };
	let node: SOp = tokens();
	for (let i = 0; i < 10_000; i++) node = { op: 'elementwise', operation: next, inputs: [node] };
	expect(lowered(node).stages).toEqual([]);
	let fetched: SOp = tokens();
	for (let i = 0; i < 2500; i++)
		fetched = aggregate(
			select(tokens(), fetched, EQ),
			map((x: string) => (x === 'a' ? 'b' : 'a'), fetched),
		);
	expect(lowered(fetched).stages[0]?.layers).toHaveLength(2500);
});

test('too many combinations are ALTA0510, with the node and its place', () => {
	const many = Array.from({ length: 1100 }, (_, i) => `t${i}`);
	const span = { source: 'a.rasp', from: 0, to: 5 };
	const pair: SOp = { ...sequenceMap((token: string, index: number) => token + index, tokens(), indices), span, name: 'pair' } as SOp;
	expect(refusal(() => lowered(pair, many, 1000))).toMatchObject({ code: 'ALTA0510', where: ['s-op pair'], span });
});

test('too many means are ALTA0511, but only where a table reads them', () => {
	const number = map((token: string) => Number(token) ** 0.5, tokens());
	const mean = aggregate(everything, number, 0);
	const vocabulary = Array.from({ length: 30 }, (_, i) => String(i));
	expect(() => lowered(mean, vocabulary, 40)).not.toThrow();
	expect(
		refusal(() =>
			lowered(
				map((x: number) => x > 1, mean),
				vocabulary,
				40,
			),
		).code,
	).toBe('ALTA0511');
});

test('selectors that compare too much at once are ALTA0512', () => {
	const many = Array.from({ length: 60 }, (_, i) => i);
	const either = selectorOr(select(tokens<number>(), indices, LT), select(indices, tokens<number>(), LT));
	expect(refusal(() => lowered(aggregate(either, tokens<number>()), many, 50)).code).toBe('ALTA0512');
});

test('telling equal numbers of different types apart is ALTA0513', () => {
	const mean = aggregate(
		upToHere,
		map((token: string) => token === 'a', tokens()),
		0,
	);
	expect(refusal(() => lowered(map((x: number | boolean) => (x === true ? 'yes' : 'no'), mean))).code).toBe('ALTA0513');
});

test('tables with too many rows are ALTA0514', () => {
	const width = (predicate: (key: string, query: string) => boolean): SOp => selectorWidth(select(tokens(), tokens(), predicate));
	const mix: Operation = { name: 'mix', apply: (a, b) => (Number(a) * 7919 + Number(b) * 104_729) % 1009 };
	const root: SOp = { op: 'elementwise', operation: mix, inputs: [width((k, q) => k < q), width((k, q) => k > q)] };
	expect(refusal(() => lowered(root, letters, 400)).code).toBe('ALTA0514');
});

test('tables that read thousands of values and write as many are ALTA0514', () => {
	const product: Operation = { name: 'product', apply: (a, b) => Number(a) * 1000 + Number(b) };
	const first = selectorWidth(select(tokens(), tokens(), LT));
	const root: SOp = { op: 'elementwise', operation: product, inputs: [first, selectorWidth(select(tokens(), tokens(), EQ))] };
	expect(() => lowered(root, letters, 60)).not.toThrow();
	expect(refusal(() => lowered(root, letters, 100)).code).toBe('ALTA0514');
});

test('averaging what is no finite number is ALTA0515, and numbers mixed with texts ALTA0517', () => {
	const wild = map((token: string) => (token === 'a' ? Number.POSITIVE_INFINITY : 1), tokens());
	expect(refusal(() => lowered(aggregate(everything, wild, 0))).code).toBe('ALTA0515');
	const mixed = map((token: string) => (token === 'a' ? 1 : token), tokens());
	expect(refusal(() => lowered(aggregate(everything, mixed))).code).toBe('ALTA0517');
});

test('means of undefined with a default are ALTA0518', () => {
	const maybe = map((token: string) => (token === 'a' ? 1 : undefined), tokens());
	expect(refusal(() => lowered(aggregate(everything, maybe, 0))).code).toBe('ALTA0518');
});

test('what has no value on any input is ALTA0519', () => {
	expect(refusal(() => lowered({ op: 'tokens', form: 'int' })).code).toBe('ALTA0519');
	const never = map((): string => {
		throw new Error('not today');
	}, tokens());
	expect(refusal(() => lowered(never))).toMatchObject({ why: expect.stringContaining('not today'), where: ['s-op map'] });
});

test('vocabularies and lengths that no program has are ALTA0520', () => {
	expect(refusal(() => lowered(tokens(), [])).code).toBe('ALTA0520');
	expect(refusal(() => lowered(tokens(), ['a', ''])).code).toBe('ALTA0520');
	expect(refusal(() => lowered(tokens(), ['1', 1])).what).toBe('Two tokens are written "1".');
	expect(refusal(() => lowered(tokens(), letters, 0)).code).toBe('ALTA0520');
});

test('named predicates and linear maps refuse what they cannot take: ALTA0505, ALTA0506', () => {
	const nothing = aggregate(
		select(indices, indices, (key: number, query: number) => key === query - 1),
		tokens(),
	);
	expect(refusal(() => evaluateGraph(selectorWidth(select(nothing, tokens(), EQ)), ['a', 'b'])).code).toBe('ALTA0505');
	const text: SOp = { ...linearSequenceMap(indices, indices, 1, 1), inputs: [tokens(), indices] } as SOp;
	expect(refusal(() => evaluateGraph(text, ['a'])).code).toBe('ALTA0506');
});
