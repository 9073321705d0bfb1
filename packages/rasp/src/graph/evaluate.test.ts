import { expect, test } from 'vitest';
import { evaluateGraph, evaluateSelector } from './evaluate.js';
import type { Aggregate, Indices, Operation, Select, SOp, Tokens } from './node.js';
import { EQ, GT, LEQ, LT, TRUE } from './predicate.js';
import { RaspError } from './rasp-error.js';

const tokens: Tokens = { op: 'tokens', form: 'text' };
const asInts: Tokens = { op: 'tokens', form: 'int' };
const indices: Indices = { op: 'indices', form: 'int' };
const equal: Select = { op: 'select', keys: tokens, queries: tokens, predicate: EQ };
const earlier: Select = { op: 'select', keys: indices, queries: indices, predicate: LT };
const all: Select = { op: 'select', keys: indices, queries: indices, predicate: TRUE };
const text = (value: string) => [...value];

function aggregate(selector: Aggregate['selector'], value: SOp, more: Partial<Aggregate> = {}): Aggregate {
	return { op: 'aggregate', selector, value, otherwise: 0n, averaging: 'sequence', ...more };
}

function failure(action: () => unknown): RaspError {
	try {
		action();
	} catch (error) {
		if (error instanceof RaspError) return error;
		throw error;
	}
	throw new Error('it did not fail');
}

test('primitives are the input, positions and constants', () => {
	expect(evaluateGraph(tokens, [2.5, true, 3n])).toEqual(['2.5', 'True', '3']);
	expect(evaluateGraph({ op: 'tokens', form: 'int' }, [' -7 ', 2.9, false])).toEqual([-7n, 2n, 0n]);
	expect(evaluateGraph({ op: 'tokens', form: 'float' }, ['1e3', 2n, true])).toEqual([1000, 2, 1]);
	expect(evaluateGraph({ op: 'tokens', form: 'bool' }, ['', '0', 0n, 0.5])).toEqual([false, true, false, true]);
	expect(evaluateGraph({ op: 'tokens', form: 'as is' }, ['', 1n])).toEqual(['', 1n]);
	expect(evaluateGraph(indices, text('ab'))).toEqual([0n, 1n]);
	expect(evaluateGraph({ op: 'indices', form: 'number' }, text('ab'))).toEqual([0, 1]);
	expect(evaluateGraph({ op: 'constant', value: 'x' }, text('ab'))).toEqual(['x', 'x']);
});

test('a token that is not a number is an error with its position', () => {
	const error = failure(() => evaluateGraph(asInts, ['1', 'x']));
	expect(error.code).toBe('ALTA0502');
	expect(error.kind).toBe('host');
	expect(error.problems[0]?.where).toEqual(['position 1']);
	expect(failure(() => evaluateGraph({ op: 'tokens', form: 'float' }, ['x'])).code).toBe('ALTA0502');
});

test('a select has a row for each query and a column for each key', () => {
	expect([...evaluateSelector(earlier, text('abc')).cells]).toEqual([0, 0, 0, 1, 0, 0, 1, 1, 0]);
	expect([...evaluateSelector(equal, text('aba')).cells]).toEqual([1, 0, 1, 0, 1, 0, 1, 0, 1]);
	expect([...evaluateSelector({ op: 'not', selector: earlier }, text('ab')).cells]).toEqual([1, 1, 0, 1]);
	expect([...evaluateSelector({ op: 'and', left: equal, right: earlier }, text('aa')).cells]).toEqual([0, 0, 1, 0]);
	expect([...evaluateSelector({ op: 'or', left: equal, right: earlier }, text('ab')).cells]).toEqual([1, 0, 1, 1]);
});

test('large ints are compared exactly', () => {
	const big: Tokens = { op: 'tokens', form: 'as is' };
	const greater: Select = { op: 'select', keys: big, queries: big, predicate: GT };
	expect([...evaluateSelector(greater, [2n ** 60n, 2n ** 60n + 1n]).cells]).toEqual([0, 1, 0, 0]);
});

test('values without an order are an error', () => {
	const error = failure(() => evaluateSelector({ op: 'select', keys: tokens, queries: indices, predicate: LT }, text('ab')));
	expect(error.code).toBe('ALTA0501');
	expect(error.detail).toBe("'<' not supported between instances of 'str' and 'int'");
});

test('an aggregate gives the default, the one value unchanged, or the mean', () => {
	const first: Select = { op: 'select', keys: indices, queries: { op: 'constant', value: 0n }, predicate: EQ };
	expect(evaluateGraph(aggregate(first, tokens), text('abc'))).toEqual(['a', 'a', 'a']);
	expect(evaluateGraph(aggregate(earlier, indices), text('abcd'))).toEqual([0n, 0n, 0.5, 1]);
	expect(evaluateGraph(aggregate(earlier, indices, { otherwise: 'none' }), text('ab'))).toEqual(['none', 0n]);
});

test('only numbers have a mean; in RASP text truth values alone are not numbers', () => {
	const truths: Tokens = { op: 'tokens', form: 'as is' };
	const error = failure(() => evaluateGraph(aggregate(all, tokens), text('ab')));
	expect(error.code).toBe('ALTA0503');
	expect(failure(() => evaluateGraph(aggregate(all, truths), [true, false])).detail).toContain('asked to average');
	expect(evaluateGraph(aggregate(all, truths), [true, 0n])).toEqual([0.5, 0.5]);
	expect(evaluateGraph(aggregate(all, truths, { averaging: 'selected' }), [true, false])).toEqual([0.5, 0.5]);
	expect(failure(() => evaluateGraph(aggregate(all, truths, { averaging: 'selected' }), [1, undefined])).code).toBe('ALTA0503');
});

test('widths count, and the causal reading leaves out what is after the query', () => {
	const width: SOp = { op: 'selectorWidth', selector: { op: 'not', selector: earlier } };
	expect(evaluateGraph(width, text('abc'))).toEqual([3, 2, 1]);
	expect(evaluateGraph(width, text('abc'), { causal: true })).toEqual([1, 1, 1]);
});

test('an operation is applied at every position, and where it fails the place is told', () => {
	const inverse: Operation = {
		name: 'inverse',
		apply: (x) => {
			if (x === 0n) throw new Error('no inverse of 0');
			return 1 / Number(x);
		},
	};
	const node: SOp = { op: 'elementwise', name: 'inv', operation: inverse, inputs: [asInts], span: { source: 'p', from: 3, to: 9 } };
	expect(evaluateGraph(node, ['1', '2'])).toEqual([1, 0.5]);
	const error = failure(() => evaluateGraph(node, ['1', '0']));
	expect(error.code).toBe('ALTA0504');
	expect(error.problems[0]).toMatchObject({ where: ['s-op inv', 'position 1'], span: { source: 'p', from: 3, to: 9 } });
});

test('undefined stays where an operation says so', () => {
	const shifted = aggregate(earlier, { op: 'constant', value: 1 }, { otherwise: undefined });
	const plus: Operation = { name: '+', apply: (x) => Number(x) + 1, undefinedStays: true };
	expect(evaluateGraph({ op: 'elementwise', operation: plus, inputs: [shifted] }, text('ab'))).toEqual([undefined, 2]);
});

test('a chain of 10,000 nodes and a graph of shared nodes are visited once', () => {
	const plus: Operation = { name: 'twice', apply: (x, y) => (BigInt(x as bigint) + BigInt(y as bigint)) % 1_000_003n };
	let calls = 0;
	let node: SOp = indices;
	for (let i = 0; i < 10_000; i++) node = { op: 'elementwise', operation: plus, inputs: [node, node] };
	evaluateGraph(node, text('ab'), { check: () => calls++ });
	expect(calls).toBe(10_001);
});

test('less or equal holds on the diagonal', () => {
	expect([...evaluateSelector({ op: 'select', keys: indices, queries: indices, predicate: LEQ }, text('ab')).cells]).toEqual([1, 0, 1, 1]);
});
