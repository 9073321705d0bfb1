import { attend, categorical, defineProgram, type Program } from '@alta-ts/core';
import { createInterpreter } from '@alta-ts/interpreter';
import { expect, test } from 'vitest';
import { findStandstill, tracedLayers } from './standstill.js';

const spread = defineProgram({
	name: 'spread',
	tokens: ['a', 'b'],
	variables: { done: categorical([false, true], { byToken: (token) => token === 'a' }) },
	heads: { left: attend({ value: 'done', offset: -1 }) },
	mlp: (z) => {
		if (!z.done && z.left) z.done = true;
	},
	output: 'done',
	halt: { variable: 'done', equals: true },
});

const until = { variable: 'done', equals: true };

test('a standstill begins with the first pass that changes nothing, and tells where the condition does not hold', () => {
	expect(findStandstill(createInterpreter(spread), ['a', 'b', 'b'], 100)).toBeUndefined();
	expect(findStandstill(createInterpreter(spread), ['b', 'a', 'b', 'b'], 100)).toEqual({
		layers: 2,
		depth: 1,
		until,
		position: 0,
		value: false,
	});
	expect(findStandstill(createInterpreter(spread), ['b', 'a', 'b', 'b'], 2)).toBeUndefined();
});

test('passes of several layers, after another stage', () => {
	const [stage] = spread.stages;
	const [layer] = stage?.layers ?? [];
	if (layer === undefined) throw new Error('the layer is not there');
	const program: Program = {
		...spread,
		stages: [
			{ repeat: 1, layers: [layer] },
			{ repeat: { until }, layers: [layer, layer] },
		],
	};
	const found = findStandstill(createInterpreter(program), ['b', 'a', 'b', 'b'], 99);
	expect(found).toMatchObject({ layers: 3, depth: 2, position: 0 });
	expect(findStandstill(createInterpreter(program), ['b'], 1)).toBeUndefined();
});

test('long inputs are recorded for fewer layers, but for one at least', () => {
	const layers = (count: number): number => tracedLayers(spread, new Array<string>(count).fill('a'));
	expect([0, 10, 10_000, 5_000_000].map(layers)).toEqual([1000, 1000, 250, 1]);
});
