import { expect, test } from 'vitest';
import { analyseCost } from './cost.js';
import { mergeIdentical } from './merge-identical.js';
import type { Aggregate, Indices, Operation, Select, Selector, SOp, Tokens } from './node.js';
import { EQ, LT } from './predicate.js';

const tokens: Tokens = { op: 'tokens', form: 'text' };
const indices: Indices = { op: 'indices', form: 'int' };
const plus: Operation = { name: '+', apply: (x, y) => Number(x) + Number(y) };
const same = (): Select => ({ op: 'select', keys: tokens, queries: tokens, predicate: EQ });
const add = (left: SOp, right: SOp): SOp => ({ op: 'elementwise', operation: plus, inputs: [left, right] });

function aggregate(selector: Selector, value: SOp): Aggregate {
	return { op: 'aggregate', selector, value, otherwise: 0n, averaging: 'sequence' };
}

test('what needs no attention has no layers', () => {
	expect(analyseCost(add(indices, { op: 'constant', value: 1n })).asWritten).toEqual({
		layers: 0,
		headsPerLayer: [],
		maxHeads: 0,
		heads: [],
	});
});

test('an aggregate is in the layer of its selector, or in the one after its value', () => {
	const count = aggregate(same(), indices);
	const late: Select = { op: 'select', keys: count, queries: indices, predicate: LT };
	expect(analyseCost(count).asWritten.headsPerLayer).toEqual([1]);
	expect(analyseCost(aggregate(late, indices)).asWritten.headsPerLayer).toEqual([1, 1]);
	expect(analyseCost(aggregate(same(), count)).asWritten.headsPerLayer).toEqual([1, 1]);
	expect(analyseCost({ op: 'selectorWidth', selector: { op: 'not', selector: late } }).asWritten.headsPerLayer).toEqual([1, 1]);
});

test('selectors written twice are two heads as written, and one merged', () => {
	const cost = analyseCost(add(aggregate(same(), indices), aggregate(same(), tokens)));
	expect(cost.asWritten).toMatchObject({ layers: 1, headsPerLayer: [2], maxHeads: 2 });
	expect(cost.merged).toMatchObject({ layers: 1, headsPerLayer: [1], maxHeads: 1 });
	expect(cost.merged.heads[0]?.outputs).toHaveLength(2);
});

test('nodes that differ in a value, an operation or a predicate are not merged', () => {
	const nodes: readonly SOp[] = [
		{ op: 'constant', value: 1n },
		{ op: 'constant', value: 1 },
		{ op: 'constant', value: true },
		{ op: 'elementwise', operation: plus, inputs: [indices] },
		{ op: 'elementwise', operation: { ...plus }, inputs: [indices] },
	];
	expect(new Set(mergeIdentical(nodes).values()).size).toBe(6);
	const twins = [add(indices, tokens), add({ ...indices }, tokens)];
	const merged = mergeIdentical(twins);
	expect(new Set(twins.map((twin) => merged.get(twin))).size).toBe(1);
});

test('a chain of 10,000 nodes is counted', () => {
	let node: SOp = indices;
	for (let i = 0; i < 10_000; i++) node = aggregate({ op: 'select', keys: node, queries: tokens, predicate: EQ }, node);
	expect(analyseCost(node).merged.layers).toBe(10_000);
});
