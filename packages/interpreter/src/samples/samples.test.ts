import { readFileSync } from 'node:fs';
import { type Atom, type Program, parseProgram, printProgram, type Value, validateProgram } from '@alta-ts/core';
import { arbitraryInput } from '@alta-ts/core/testing';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createInterpreter } from '../create-interpreter.js';
import { evaluate } from '../evaluate.js';

/** What a sample must answer on any input, computed without any notion of a program. */
type Oracle = (tokens: readonly string[]) => readonly Value[];

/** A program of each other system, written by hand, and what it computes. The IR has to carry them all. */
const oracles: Readonly<Record<string, Oracle>> = {
	'rasp-histogram': (tokens) => tokens.map((token) => tokens.filter((other) => other === token).length),

	'tracr-fraction-of-previous': (tokens) =>
		tokens.map((_, end) => tokens.slice(0, end + 1).filter((token) => token === 'x').length / (end + 1)),

	'double-gather': (tokens) =>
		tokens.map((token) => {
			const pointers = tokens.map(Number);
			const second = pointers[Number(token)];
			return second === undefined ? undefined : pointers[second];
		}),

	'transformer-program': classify,

	'match-brackets': (tokens) => {
		const open: number[] = [];
		const kinds = tokens.map((token) => (token === '(' ? 'open' : token === ')' ? 'close' : 'other'));
		return tokens.reduce<string[]>((result, token, position) => {
			if (token === '(') open.push(position);
			const partner = token === ')' ? open.pop() : undefined;
			return partner === undefined ? result : result.with(partner, 'matched').with(position, 'matched');
		}, kinds);
	},
};

/** The learned program, written out step by step the way such programs are printed: select, aggregate, look up, add weights. */
function classify(tokens: readonly string[]): readonly Value[] {
	const positions = tokens.map((_, position) => position);

	/** The nearest other position that matches, the left one of two; itself if it alone matches; else the first. */
	const nearest = (matches: (query: number, key: number) => boolean) =>
		positions.map((query) => {
			for (let distance = 1; distance < tokens.length; distance++) {
				for (const key of [query - distance, query + distance]) if (positions.includes(key) && matches(query, key)) return key;
			}
			return matches(query, query) ? query : 0;
		});
	const sum = (values: readonly number[], matches: (query: number, key: number) => boolean) =>
		positions.map((query) => positions.reduce((total, key) => total + (matches(query, key) ? (values[key] ?? 0) : 0), 0));

	const partner = [3, 0, 5, 2, 4, 1];
	const attn0 = nearest((query, key) => partner[query] === key).map((key) => tokens[key] ?? '');
	const wanted = new Map([
		['<s>', '</s>'],
		['a', 'b'],
		['b', 'b'],
		['</s>', 'a'],
	]);
	const attn1 = nearest((query, key) => wanted.get(tokens[query] ?? '') === tokens[key]);
	const counted = new Map([
		['<s>', 'a'],
		['a', 'a'],
		['b', '</s>'],
		['</s>', 'b'],
	]);
	const numAttn0 = sum(
		positions.map(() => 1),
		(query, key) => counted.get(tokens[query] ?? '') === tokens[key],
	);

	const mlp0 = tokens.map((token, position) => {
		const at = attn1[position] ?? 0;
		if (token === 'a') return at <= 2 ? 1 : 0;
		if (token === 'b') return at % 2 === 1 ? 1 : at === 2 ? 0 : 2;
		return at === 2 || at === 3 ? 2 : 0;
	});
	const numMlp0 = numAttn0.map((count) => (count === 0 || count === 6 ? 0 : count <= 2 ? 1 : 2));

	const attn2 = nearest((query, key) => [1, 2, 1][mlp0[query] ?? 0] === numMlp0[key]).map((key) => attn0[key]);
	const numAttn1 = sum(numAttn0, (query, key) => [2, 1, 0][mlp0[query] ?? 0] === mlp0[key]);

	return positions.map((position) => {
		const active: readonly (readonly [boolean | number, readonly number[]])[] = [
			[tokens[position] === 'a', [1.5, -0.5, 0]],
			[tokens[position] === 'b', [-1, 1.25, 0.5]],
			[attn0[position] === 'b', [0.25, 0.75, -1]],
			[attn2[position] === 'a', [2, -2, 0.25]],
			[attn2[position] === '<s>', [-1, 0, 1]],
			[mlp0[position] === 1, [0.5, 0.5, -0.25]],
			[mlp0[position] === 2, [-0.75, 0.5, 0.5]],
			[numMlp0[position] === 0, [0, -0.5, 1]],
			[position === 5, [0.5, -0.25, 0.5]],
			[1, [0.125, 0, 0.5]],
			[numAttn1[position] ?? 0, [-0.25, 0.5, -0.5]],
		];
		const scores = ['a', 'b', '?'].map((label, column): readonly [Atom, number] => [
			label,
			active.reduce((score, [amount, weights]) => score + Number(amount) * (weights[column] ?? 0), 0),
		]);
		return scores.reduce((best, each) => (each[1] > best[1] ? each : best))[0];
	});
}

function read(name: string): string {
	return readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8');
}

describe.each(Object.entries(oracles))('the sample %s', (name, oracle) => {
	const program: Program = parseProgram(read(name));

	test('is valid, without so much as a warning', () => {
		expect(validateProgram(program)).toEqual([]);
	});

	test('survives being printed and read again', () => {
		const text = printProgram(program);
		expect(parseProgram(text)).toEqual(program);
		expect(printProgram(parseProgram(text))).toBe(text);
	});

	test('gives the right answers on both evaluators', () => {
		const { run } = createInterpreter(program);
		fc.assert(
			fc.property(arbitraryInput(program), (tokens) => {
				const expected = oracle(tokens);
				expect(evaluate(program, tokens)).toMatchObject({ output: expected, halted: true });
				expect(run(tokens).output).toEqual(expected);
			}),
			{ numRuns: 300 },
		);
	});
});

test('the brackets take two layers for each level of nesting', () => {
	const { run } = createInterpreter(parseProgram(read('match-brackets')));
	const layers = ['', '.', '()', '(())', '()((()))', '))((', '(()(()))'].map((text) => run(text.split('')).layers);
	expect(layers).toEqual([2, 2, 2, 4, 6, 2, 6]);
});
