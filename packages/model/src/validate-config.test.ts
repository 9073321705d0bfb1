import { describe, expect, test } from 'vitest';
import type { Config, HeadConfig, LayerConfig } from './config.js';
import { validateConfig } from './validate-config.js';

const head: HeadConfig = { name: 'left', kind: 'hard', scale: 1, keyWidth: 1, valueWidth: 1 };
const layer: LayerConfig = { name: 'layer', attention: { heads: [head, { ...head, name: 'right', offsetBias: [0, 1, 0] }] }, norm: 'none' };
const config: Config = {
	input: { kind: 'tokens', tokens: ['a', 'b'] },
	width: 2,
	stages: [{ layers: [layer, layer], repeat: { until: { name: 'halt' } } }],
	readout: { kind: 'classes', classes: ['x', null], pool: 'none', tied: true },
};

function placesOf(changes: Partial<Config>): string[] {
	return validateConfig({ ...config, ...changes }).map((each) => `${each.code} ${each.where.join(' › ')}`);
}

function withLayers(...layers: LayerConfig[]): Partial<Config> {
	return { stages: [{ layers, repeat: 1 }] };
}

describe('validateConfig', () => {
	test('finds nothing wrong with a right config, in which layers share weights', () => {
		expect(placesOf({})).toEqual([]);
	});

	test('ALTA3305: rows of numbers are as wide as the residual stream', () => {
		const readout = { kind: 'number', pool: 'none' } as const;
		expect(placesOf({ input: { kind: 'matrix', columns: 3 }, readout })).toEqual(['ALTA3305 config › input']);
		expect(placesOf({ input: { kind: 'matrix', columns: 2 }, readout })).toEqual([]);
	});

	test('ALTA3305: tokens are distinct, and a tied read-out has a class for each', () => {
		expect(placesOf({ input: { kind: 'tokens', tokens: ['a', 'a'] } })).toEqual(['ALTA3305 config › input']);
		expect(placesOf({ input: { kind: 'tokens', tokens: ['a'] } })).toEqual(['ALTA3305 config › readout']);
		expect(placesOf({ input: { kind: 'matrix', columns: 2 } })).toEqual(['ALTA3305 config › readout']);
	});

	test('ALTA3305: a sink is no token, and a read-out is not tied to it', () => {
		const readout = { kind: 'number', pool: 'none' } as const;
		const withSink = (sink: string): Partial<Config> => ({ input: { kind: 'tokens', tokens: ['a', 'b'], sink } });
		expect(placesOf({ ...withSink('c'), readout })).toEqual([]);
		expect(placesOf({ ...withSink('b'), readout })).toEqual(['ALTA3305 config › input']);
		expect(placesOf(withSink('c'))).toEqual(['ALTA3305 config › readout']);
	});

	test('ALTA3305: no stage begins in the middle of a layer', () => {
		expect(placesOf(withLayers(layer, { ...layer, continues: true }))).toEqual([]);
		expect(placesOf(withLayers({ ...layer, continues: true }, layer))).toEqual(['ALTA3305 config › stage 0']);
	});

	test('ALTA3305: heads of a layer have distinct names and an odd number of offset biases', () => {
		const heads = [head, head, { ...head, name: 'even', offsetBias: [0, 0] }];
		expect(placesOf(withLayers({ ...layer, attention: { heads } }))).toEqual([
			'ALTA3305 config › layer layer › head left',
			'ALTA3305 config › layer layer › head even',
		]);
	});

	test('ALTA3305: layers of one name have one shape', () => {
		const one: LayerConfig = { name: 'one', mlp: { activation: 'relu', hidden: [1] }, norm: 'none' };
		const two: LayerConfig = { name: 'one', mlp: { activation: 'relu', hidden: [2] }, norm: 'none' };
		expect(placesOf(withLayers(one, one))).toEqual([]);
		expect(new Set(placesOf(withLayers(one, two)))).toEqual(new Set(['ALTA3305 config › layer one']));
	});

	test('ALTA3305: no two parts mean the same tensor', () => {
		const names = withLayers(
			{ name: 'a', attention: { heads: [{ ...head, name: 'b.attention.c' }] }, norm: 'none' },
			{ name: 'a.attention.b', attention: { heads: [{ ...head, name: 'c' }] }, norm: 'none' },
		);
		expect(new Set(placesOf(names))).toEqual(new Set(['ALTA3305 config › layer a.attention.b › head c']));
		const halting = { stages: [{ layers: [], repeat: { until: { name: 'readout' } } }] };
		expect(placesOf(halting)).toEqual(['ALTA3305 config › readout']);
	});
});
