import { expect, test } from 'vitest';
import { createMemory } from './memory.js';
import type { Operation, SOp } from './node.js';

test('a memory evaluates each node once, however often and through whatever it is asked for', () => {
	let calls = 0;
	const twice: Operation = { name: 'twice', apply: (value) => Number(value) * 2 * Math.min(1, ++calls) };
	const indices: SOp = { op: 'indices', form: 'number' };
	const double: SOp = { op: 'elementwise', operation: twice, inputs: [indices] };
	const more: SOp = { op: 'elementwise', operation: twice, inputs: [double] };
	const memory = createMemory(['a', 'b', 'c']);
	expect(memory.values(double)).toEqual([0, 2, 4]);
	expect(memory.values(more)).toEqual([0, 4, 8]);
	expect(memory.values(more)).toEqual([0, 4, 8]);
	expect(calls).toBe(6);
});

test('a chain of 10,000 nodes is evaluated', () => {
	const add: Operation = { name: 'add', apply: (value) => Number(value) + 1 };
	let node: SOp = { op: 'indices', form: 'number' };
	for (let at = 0; at < 10_000; at++) node = { op: 'elementwise', operation: add, inputs: [node] };
	expect(createMemory(['a', 'b']).values(node)).toEqual([10_000, 10_001]);
});
