import type { LayerTrace, Trace } from '@alta-ts/core';
import { expect, test } from 'vitest';
import { createColours } from './colours.js';
import { type TracedProgram, traceSections } from './trace-sections.js';
import { drawSections } from './trace-table.js';

const left = { output: 'left', value: 'x', where: [], combine: 'only', empty: 'undefined', keep: false } as const;

const table = { reads: ['z'], writes: 'x', rows: [] } as const;

const sample: TracedProgram = {
	stages: [
		{
			repeat: 1,
			layers: [
				{ heads: [left], updates: [table] },
				{ heads: [], updates: [] },
			],
		},
	],
	variables: [
		{ name: 'z', kind: 'numerical', values: [0, 1], init: { constant: 0 } },
		{ name: 'y', kind: 'numerical', values: [0, 1], init: { constant: 7 } },
	],
};

function layer(
	left: readonly (number | undefined)[],
	x: readonly number[],
	y: readonly number[],
	place: Partial<LayerTrace> = {},
): LayerTrace {
	return {
		stage: 0,
		pass: 0,
		layer: 0,
		afterAttention: { x, y, left },
		afterUpdates: { x, y, left: left.map(() => undefined) },
		fired: [],
		leftOut: [],
		...place,
	};
}

function trace(...layers: LayerTrace[]): Trace {
	return {
		program: 'sample',
		tokens: ['a', 'b', 'c'],
		initial: { x: [0, 1, 2], y: [7, 7, 7], left: [undefined, undefined, undefined] },
		layers,
	};
}

function draw(from: Trace, width = 80, colour = false): string {
	return drawSections(traceSections(from, sample), from.tokens.length, { width, colours: createColours(colour) });
}

test('a layer shows what its heads gave and what changed, and folds what is the same everywhere', () => {
	expect(draw(trace(layer([undefined, 0, 1], [0, 5, 2], [8, 8, 8])))).toBe(
		[
			'start    0  1  2',
			'  input  a  b  c',
			'  x      0  1  2',
			'  y     7 everywhere',
			'',
			'layer 1  0  1  2',
			'  left   ·  0  1',
			'  x      0 *5  2',
			'  y     *8 everywhere',
			'',
		].join('\n'),
	);
});

test('variables that stayed are only named', () => {
	expect(draw(trace(layer([undefined, 0, 1], [0, 5, 2], [7, 7, 7])))).toContain('  unchanged: y\n');
});

test('a layer in which nothing changes shows what its heads gave, undefined everywhere too', () => {
	const idle = layer([undefined, 0, 1], [0, 1, 2], [7, 7, 7]);
	expect(draw(trace(idle))).toContain(['layer 1  0  1  2', '  left   ·  0  1', '  no variable changes', ''].join('\n'));
	const empty = layer([undefined, undefined, undefined], [0, 1, 2], [7, 7, 7]);
	expect(draw(trace(empty))).toContain(['layer 1', '  left  · everywhere', '  no variable changes', ''].join('\n'));
});

test('layers that run again while nothing changes become one line', () => {
	const idle = layer([1, 1, 1], [0, 5, 2], [7, 7, 7]);
	const busy = layer([1, 1, 1], [9, 9, 9], [7, 7, 7]);
	const titles = (...layers: LayerTrace[]): string[] => traceSections(trace(...layers), sample).map((section) => section.title);
	expect(titles(idle, idle, idle, idle, busy, busy, busy)).toEqual([
		'start',
		'layer 1',
		'layer 2',
		'layers 3 to 4: the same again',
		'layer 5',
		'layer 6',
		'layer 7: the same again',
	]);
	const other = layer([1, 1, 1], [0, 5, 2], [7, 7, 7], { layer: 1 });
	expect(titles(idle, idle, other, idle, other)).toEqual([
		'start',
		'layer 1 (stage 0, pass 0, layer 0)',
		'layer 2 (stage 0, pass 0, layer 0)',
		'layer 3 (stage 0, pass 0, layer 1)',
		'layers 4 to 5: the same again',
	]);
});

test('a number tells what tables see in its place, where one reads it and sees another', () => {
	const text = draw({ program: 'sample', tokens: ['a', 'b'], initial: { z: [2, 1], y: [2, 1] }, layers: [] });
	expect(text).toContain('  z     2≈1  1\n');
	expect(text).toContain('  y       2  1\n');
});

test('an output that is kept is marked where it changes, and shown once', () => {
	const kept = { ...sample, stages: [{ repeat: 1, layers: [{ heads: [{ ...left, keep: true }], updates: [] }] }] };
	const after = {
		...layer([undefined, 0, 1], [0, 1, 2], [7, 7, 7]),
		afterUpdates: { x: [0, 1, 2], y: [7, 7, 7], left: [undefined, 0, 1] },
	};
	const [, section] = traceSections(trace(after), kept);
	expect(section?.rows.map(({ name, changed }) => ({ name, changed }))).toEqual([{ name: 'left', changed: [false, true, true] }]);
});

test('positions that do not fit are continued below, and a layer leaves out lines of them in which nothing changes', () => {
	const text = draw(trace(layer([undefined, 0, 1], [0, 5, 2], [7, 7, 7])), 13);
	expect(text).toBe(
		[
			'start    0  1',
			'  input  a  b',
			'  x      0  1',
			'  y     7 everywhere',
			'         2',
			'  input  c',
			'  x      2',
			'',
			'layer 1  0  1',
			'  left   ·  0',
			'  x      0 *5',
			'  no change at 2',
			'  unchanged: y',
			'',
		].join('\n'),
	);
});

test('what the heads gave is not lost when all that changed is the same everywhere', () => {
	const text = draw(trace(layer([undefined, 0, 1], [0, 1, 2], [8, 8, 8])), 13);
	expect(text).toContain(
		['layer 1  0  1', '  left   ·  0', '  y     *8 everywhere', '         2', '  left   1', '  unchanged: x'].join('\n'),
	);
});

test('truth values are letters', () => {
	const text = draw({ program: 'sample', tokens: ['a', 'b'], initial: { done: [true, false] }, layers: [] });
	expect(text).toContain('  done   T  F\n');
});

test('colours change nothing but colour', () => {
	const sample = trace(layer([undefined, 0, 1], [0, 5, 2], [8, 8, 8]));
	const coloured = draw(sample, 80, true);
	expect(coloured).not.toBe(draw(sample));
	expect(coloured.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g'), '')).toBe(draw(sample));
});

test('programs of several layers say which one it was', () => {
	const text = draw(trace(layer([1, 1, 1], [1, 1, 1], [7, 7, 7]), layer([1, 1, 1], [2, 2, 0], [7, 7, 7], { layer: 1 })));
	expect(text).toContain('layer 2 (stage 0, pass 0, layer 1)\n');
});

test('one position is drawn too, and none', () => {
	const one: Trace = { program: 'sample', tokens: ['a'], initial: { x: [0.333333333333] }, layers: [] };
	expect(draw(one)).toContain('  x     0.333333');
	expect(draw({ program: 'sample', tokens: [], initial: { x: [] }, layers: [] })).toContain('start');
});
