import { compile } from '@alta-ts/compiler';
import type { Program } from '@alta-ts/core';
import { addition, paritySequentialAbsolute, paritySumMod2 } from '@alta-ts/programs';
import { expect, test } from 'vitest';
import { denseLayer } from './dense-layer.js';
import { layerStates } from './layer-states.js';

const inputs: readonly (readonly [Program, readonly string[]])[] = [
	[addition.program(), addition.codec().encode('27+96')],
	[paritySequentialAbsolute.program(), paritySequentialAbsolute.codec().encode('1 0 1 1')],
];

test.each(inputs)('computes every layer of input %# like the transformer', async (program, tokens) => {
	const model = compile(program, { dtype: 'f64' });
	const [config] = model.config.stages[0]?.layers ?? [];
	if (config === undefined) throw new Error('no layer');
	const layer = denseLayer(model, config);
	const states = await layerStates(model, tokens);
	expect(states.length).toBeGreaterThan(3);
	for (const [index, state] of states.slice(0, -1).entries()) {
		const { data } = layer(state);
		const expected = states[index + 1]?.data ?? new Float64Array();
		expect(data.length).toBe(expected.length);
		for (const [place, number] of data.entries()) expect(number).toBeCloseTo(expected[place] ?? Number.NaN, 9);
	}
});

test('refuses layers it does not know how to run', () => {
	const model = compile(paritySumMod2.program());
	const [config] = model.config.stages[0]?.layers ?? [];
	expect(config).toBeDefined();
	if (config !== undefined) expect(() => denseLayer(model, { ...config, norm: 'before' })).toThrow('do not take');
});
