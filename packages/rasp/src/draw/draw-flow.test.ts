import { describe, expect, test } from 'vitest';
import { createSession } from '../session/create-session.js';
import { drawFlow } from './draw-flow.js';
import { flowData } from './flow-json.js';

/** The picture of an expression on an input. */
function draw(expression: string, input: string): string {
	const session = createSession({ misfits: 'off' });
	return drawFlow(session.sequence(expression), session.input(session.evaluate(input)), session.labels);
}

/** Whether every element that begins also ends, in order. */
function isBalanced(svg: string): boolean {
	const open: string[] = [];
	for (const [, closing, name = '', single] of svg.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
		if (closing === '/') {
			if (open.pop() !== name) return false;
		} else if (single !== '/') open.push(name);
	}
	return open.length === 0;
}

describe('drawFlow', () => {
	test('cells are as wide as their texts', () => {
		const width = (input: string): number => Number(/<rect [^>]*width="([\d.]+)"[^>]*class="cell"/.exec(draw('tokens', input))?.[1]);
		expect(width('["日本語"]')).toBe(width('["letter"]'));
		expect(width('["日本語"]')).toBeGreaterThanOrEqual(6 * 7.3);
	});

	test('draws a box for each layer and each head, and what is computed after them', () => {
		const svg = draw('sort(tokens, tokens)', '"cab"');
		expect(isBalanced(svg)).toBe(true);
		for (const text of [
			'layer 0: embedding',
			'layer 1',
			'layer 2',
			'head 1: with_first',
			'head 2: only_first',
			'head 1: at_target',
			'target_position',
			'FF 2',
			'Me',
			'Other',
		])
			expect([text, svg.includes(`>${text}<`)]).toEqual([text, true]);
		expect(svg.match(/class="head"/g)).toHaveLength(4);
	});

	test('draws a line from every selected cell to where it goes', () => {
		expect(draw('aggregate(select(indices, indices, <=), indices)', '"abcd"').match(/<line /g)).toHaveLength(10);
		expect(draw('aggregate(select(indices, 9, ==), tokens, "-")', '"ab"')).toContain('>default -<');
	});

	test('writes any text so that the picture stays one', () => {
		const svg = draw('tokens + "<&>"', '["</svg>", "&amp;", "\u0001"]');
		expect(isBalanced(svg)).toBe(true);
		expect(svg).toContain('&lt;/svg&gt;&lt;&amp;&gt;');
		expect(svg).not.toContain('\u0001');
	});

	test('draws what needs no head', () => {
		for (const expression of ['indices', 'tokens', 'indices * 2 + 1']) expect(isBalanced(draw(expression, '[10, 2.5, True]'))).toBe(true);
	});

	test('an s-op without a value on the input is refused', () => {
		expect(() => draw('1 / indices', '"ab"')).toThrow('ALTA0022');
	});
});

test('flowData tells the same by names, as it is written and with equal selectors as one', () => {
	const session = createSession();
	const twice = 'aggregate(select(indices, 0, ==), tokens) + aggregate(select(indices, 0, ==), tokens)';
	expect(flowData(session.sequence(twice), session.labels)).toEqual({
		layers: 1,
		maxHeads: 2,
		headsPerLayer: [2],
		merged: { layers: 1, headsPerLayer: [1] },
		flow: {
			heads: [
				{ layer: 1, selector: 'plain select', keys: ['indices'], queries: ['0'], outputs: ['s-op'] },
				{ layer: 1, selector: 'plain select', keys: ['indices'], queries: ['0'], outputs: ['s-op'] },
			],
			elementwise: [{ layer: 1, name: '( s-op + s-op )' }],
		},
	});
});
