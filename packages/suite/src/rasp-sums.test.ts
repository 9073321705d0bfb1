import { compile } from '@alta-ts/compiler';
import { createInterpreter } from '@alta-ts/interpreter';
import { modelSize } from '@alta-ts/model';
import { createSession, evaluateGraph, type Lowered, lower, parseRasp, type SOp } from '@alta-ts/rasp';
import { everySequence } from '@alta-ts/verify';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** Sums as RASP writes them: counts times means, widths, and what is made of them. */
const source = `
prevs = select(indices, indices, <=);
def sum(x) { return (indices + 1) * aggregate(prevs, x); }
def prior(x) { return selector_width(select(indicator(x), 1, ==) and prevs); }
a = sum(indicator(tokens == "a"));
b = sum(indicator(tokens == "b"));
mixed = sum(indicator(tokens == "a") - 2 * indicator(tokens == "b"));
wa = prior(tokens == "a");
wb = prior(tokens == "b");
late = tokens == "a" and indices > 1;
`;

/** Floats next to whole numbers, of which there are too many where products are no whole numbers: up to so many tokens they are. */
const inexact = ['a - b', 'a + b - mixed == 0'];

const expressions = [
	...inexact,
	'mixed / 2',
	'wa == a',
	'round((a - b) / 2)',
	'a',
	'a - b < 0',
	'0 >= a - b',
	'a == b',
	'a > b',
	'a == 1',
	'round(a - b + mixed)',
	'mixed < 0 or b - a == 0',
	'wa - wb',
	'wa < wb',
	'wa + wb',
	'(wa - wb) % 2',
	'length * aggregate(full_s, indicator(tokens == "c")) > 0',
	'length * aggregate(full_s, indicator(tokens == "a")) - length * aggregate(full_s, indicator(tokens == "b")) == 0',
	'prior(late) - prior(tokens == "b")',
	'prior(late) < prior(a - b < 0)',
	'sum(indicator(a - b < 0)) - sum(indicator(wa == 1)) == 0',
	'aggregate(prevs, indicator(a - b < 0)) > 0',
];

function sOp(text: string): SOp {
	const session = createSession({ misfits: 'off' });
	session.run(parseRasp(source).program, source);
	return session.sequence(text);
}

function lowered(text: string, maxLength: number): Lowered {
	return lower(sOp(text), { name: 'sums', vocabulary: ['a', 'b', 'c'], maxLength });
}

describe.each([7, 60])('up to %i tokens', (maxLength) => {
	test.each(expressions)('%s is in a program what it is in RASP', (text) => {
		const root = sOp(text);
		if (maxLength > 48 && inexact.includes(text)) {
			expect(() => lowered(text, maxLength)).toThrow(/ALTA051[04]/);
			return;
		}
		const { program, decode, cost } = lowered(text, maxLength);
		expect(program.stages.flatMap((stage) => stage.layers).filter(({ heads }) => heads.length > 0).length).toBeLessThanOrEqual(
			cost.merged.layers,
		);
		const { run } = createInterpreter(program);
		const input = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength, size: 'max' });
		fc.assert(
			fc.property(input, (tokens) => {
				expect(run(tokens).output.map(decode).map(Number)).toEqual(evaluateGraph(root, tokens).map(Number));
			}),
			{ numRuns: 60 },
		);
	});
});

describe('floats that a program adds up in another order than evaluation', () => {
	test.each([
		'aggregate(prevs, indices * 0.1) == 0.1',
		'aggregate(prevs, indices / 3) * 3 >= 1',
		'aggregate(prevs, average(indicator(tokens == "a"))) > 1 / 3',
		'aggregate(prevs, indicator(tokens == "a")) - aggregate(prevs, indicator(late)) == 1 / 3',
		'selector_width(select(aggregate(prevs, indices / 3), 1 / 3, ==))',
	])('do not decide %s: ALTA0523', (text) => {
		expect(() => lowered(text, 6)).toThrow('ALTA0523');
	});

	test.each([
		'aggregate(prevs, indices / 3) > 0.41',
		'round(10 * aggregate(prevs, indices / 3) + 0.123)',
		'aggregate(prevs, indicator(tokens == "a")) == 1 / 3',
		'aggregate(prevs, indicator(tokens == "a")) - aggregate(prevs, indicator(tokens == "b")) > 0',
		'aggregate(prevs, indices / 3) + aggregate(prevs, indicator(tokens == "a"))',
	])('are far enough from what decides %s', (text) => {
		const { program, decode } = lowered(text, 5);
		const { run } = createInterpreter(program);
		for (const tokens of everySequence(['a', 'b', 'c'], 5)) {
			const expected = evaluateGraph(sOp(text), tokens).map(Number);
			for (const [at, value] of run(tokens).output.map(decode).entries()) expect(Number(value)).toBeCloseTo(expected[at] ?? Number.NaN, 12);
		}
	});
});

test('comparing counts takes one head and no table of all pairs of counts', () => {
	for (const text of ['a - b < 0', 'a == b', 'wa < wb', 'wa - wb == 0']) {
		const { program } = lowered(text, 60);
		expect(program.stages.flatMap(({ layers }) => layers.map((layer) => layer.heads.length))).toEqual([1]);
		expect(modelSize(compile(program)).parameters).toBeLessThan(3000);
	}
});
