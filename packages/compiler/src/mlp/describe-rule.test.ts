import { categorical, defineProgram } from '@alta-ts/core';
import { describe, expect, it } from 'vitest';
import { compile } from '../compile.js';
import type { PassReport } from '../passes/pass.js';

/** Goes down from 3 to −3, one a layer, and stays there. */
const down = defineProgram({
	name: 'down',
	tokens: ['a'],
	variables: { depth: categorical([-3, -2, -1, 0, 1, 2, 3], { constant: 3 }), is: categorical([-3, 3], { constant: 3 }) },
	mlp(z) {
		if (z.depth === -2) z.is = -3;
		if (z.depth > -3) z.depth = z.depth - 1;
	},
	output: 'is',
	layers: 7,
});

describe('rules in words', () => {
	it('have one minus sign for all numbers', () => {
		const words = compile(down).layout.sources.flatMap(({ path, rule }) => [...path, rule?.when ?? '', rule?.writes ?? '']);
		expect(words).toContain('is := −3, which was 3');
		expect(words.filter((text) => /-\d/.test(text))).toEqual([]);
	});

	it('count one rule as one', () => {
		const reports: PassReport[] = [];
		compile(down, { onPass: (report) => void reports.push(report) });
		const lines = reports.flatMap(({ changes }) => changes);
		expect(lines.length).toBeGreaterThan(0);
		expect(lines.filter((line) => /\b1 (rule|row|value)s\b/.test(line))).toEqual([]);
	});
});
