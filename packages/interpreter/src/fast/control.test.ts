import type { Head, Layer, Program, Variable } from '@alta-ts/core';
import { describe, expect, test } from 'vitest';
import { createInterpreter } from '../create-interpreter.js';
import { evaluate } from '../evaluate.js';
import { controlVariable, layerWhere, wholeLayer } from './control.js';
import { type EncodedVariable, encodeVariables } from './encoded-variable.js';
import { uniformVariables } from './uniform.js';

const letters = ['a', 'b', 'c'];
const variables: readonly Variable[] = [
	{ name: 'letter', kind: 'categorical', values: letters, init: { byToken: letters } },
	{ name: 'step', kind: 'categorical', values: ['look', 'copy', 'stop'], init: { constant: 'look' } },
	{ name: 'found', kind: 'categorical', values: letters, init: { constant: undefined } },
	{ name: 'left', kind: 'categorical', values: letters, init: { constant: undefined } },
];
const head: Head = { output: 'left', value: 'letter', where: [{ offsets: [-1] }], combine: 'only', empty: 'undefined', keep: false };

/** Looks to the left, then makes a letter of it, then stops. */
const layer: Layer = {
	heads: [head],
	updates: [
		{
			reads: ['step'],
			writes: 'step',
			rows: [
				{ when: { step: ['look'] }, value: 'copy' },
				{ when: { step: ['copy'] }, value: 'stop' },
			],
		},
		{ reads: ['step', 'left'], writes: 'found', rows: letters.map((value) => ({ when: { step: ['look'], left: [value] }, value })) },
		{ reads: ['step', 'found'], writes: 'letter', rows: letters.map((value) => ({ when: { step: ['copy'], found: [value] }, value })) },
	],
};
const program: Program = {
	format: 'alta-program/1',
	name: 'shift',
	input: { tokens: letters },
	variables,
	stages: [{ layers: [layer], repeat: { until: { variable: 'step', equals: 'stop' } } }],
	output: { variable: 'letter' },
};

function controlOf({ stages, variables: declared }: Program): string | undefined {
	const encoded = encodeVariables(declared, uniformVariables({ ...program, stages, variables: declared }), new Set());
	const find = (name: string): EncodedVariable => {
		const found = encoded.find((each) => each.name === name);
		if (found === undefined) throw new Error(`no variable ${name}`);
		return found;
	};
	const [first] = stages.flatMap((stage) => stage.layers);
	return first === undefined ? undefined : controlVariable(first, find)?.name;
}

describe('the control variable', () => {
	test('is the uniform one that most tables ask for', () => {
		expect(controlOf(program)).toBe('step');
	});

	test('does not differ from position to position, and several tables ask for it', () => {
		const perToken = variables.map(
			(each): Variable => (each.name === 'step' ? { ...each, init: { byToken: ['look', 'copy', 'stop'] } } : each),
		);
		expect(controlOf({ ...program, variables: perToken })).toBe(undefined);
		const one: Layer = { ...layer, updates: layer.updates.slice(0, 1) };
		expect(controlOf({ ...program, stages: [{ layers: [one], repeat: 1 }] })).toBe(undefined);
	});
});

test('what a head of the layer gives does not control it', () => {
	const outputs = variables.map((each): Variable => (each.name === 'step' ? { ...each, init: { constant: undefined } } : each));
	const byHead: Layer = { ...layer, heads: [{ ...head, output: 'step', value: 'step', where: [] }], updates: layer.updates.slice(1) };
	expect(controlOf({ ...program, variables: outputs, stages: [{ layers: [byHead], repeat: 1 }] })).toBe(undefined);
});

describe('a layer where the control variable has a value', () => {
	test('has the rows that may fire, and the heads that they read', () => {
		const look = layerWhere(layer, 'step', 'look');
		expect(look.heads).toEqual([head]);
		expect(look.updates.map(({ update }) => update.writes)).toEqual(['step', 'found']);
		expect(look.updates[1]?.update).toMatchObject({ rows: letters.map((value) => ({ when: { left: [value] }, value })) });
		const copy = layerWhere(layer, 'step', 'copy');
		expect(copy.heads).toEqual([]);
		expect(copy.updates.map(({ update }) => update.writes)).toEqual(['step', 'letter']);
		expect(layerWhere(layer, 'step', undefined)).toEqual({ heads: [], updates: [] });
	});

	test('knows where its updates and rows are in the whole', () => {
		const { updates } = layerWhere(layer, 'step', 'copy');
		expect(updates.map(({ index, rows }) => ({ index, rows }))).toEqual([
			{ index: 0, rows: [1] },
			{ index: 2, rows: [0, 1, 2] },
		]);
	});

	test('keeps heads that keep their output, linear maps, and rows that are open', () => {
		const kept: Head = { ...head, keep: true };
		const open: Layer = {
			heads: [kept],
			updates: [
				{ writes: 'x', linear: {}, bias: 1 },
				{ reads: [], writes: 'found', rows: [{ when: {}, value: 'a' }] },
			],
		};
		expect(layerWhere(open, 'step', 'look')).toEqual(wholeLayer(open));
	});
});

test('runs of such a program are those of the plain evaluator, watched or not', () => {
	const { run } = createInterpreter(program);
	for (const tokens of [['a', 'b', 'c'], ['c'], [], ['b', 'b', 'a', 'c']]) {
		const expected = evaluate(program, tokens);
		expect(run(tokens)).toEqual(expected);
		expect(run(tokens, { trace: true })).toEqual(evaluate(program, tokens, { trace: true }));
		expect(run(tokens, { observer: { fired: () => {}, held: () => {} } })).toEqual(expected);
		for (const layers of [0, 1, 5]) expect(run(tokens, { layers })).toEqual(evaluate(program, tokens, { layers }));
	}
});

test('what a run ended with stays as it was when the next one is over', () => {
	const { run } = createInterpreter(program);
	const first = run(['a', 'b']);
	run(['c', 'c', 'c', 'c']);
	expect(first.final).toEqual(evaluate(program, ['a', 'b']).final);
	expect(first.final).toBe(first.final);
});
