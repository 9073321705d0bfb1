import { compile } from '@alta-ts/compiler';
import { addition, paritySequentialAbsolute, paritySumMod2, type Task } from '@alta-ts/programs';
import { expect, test } from 'vitest';
import { denseLayer } from './dense-layer.js';
import { layerStates } from './layer-states.js';

test.each<readonly [Task<never>, string]>([
	[addition, '27+96'],
	[paritySequentialAbsolute, '1 0 1 1'],
])('computes every layer like the transformer: %#', async (task, text) => {
	const model = compile(task.program(), { dtype: 'f64' });
	const [config] = model.config.stages[0]?.layers ?? [];
	if (config === undefined) throw new Error('no layer');
	const layer = denseLayer(model, config);
	const states = await layerStates(model, task.codec().encode(text));
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
