import { compile } from '@alta-ts/compiler';
import { createInterpreter } from '@alta-ts/interpreter';
import { aggregate, EQ, evaluateGraph, indices, lower, map, type SOp, select, selectorWidth, sequenceMap, tokens } from '@alta-ts/rasp';
import { createReferenceBackend } from '@alta-ts/tensor';
import { verify } from '@alta-ts/verify';
import { describe, expect, it } from 'vitest';

const NEXT: Readonly<Record<string, string>> = { a: 'b', b: 'c', c: 'a' };
const before = select(
	indices,
	map((position) => Number(position) - 1, indices),
	EQ,
);
const place = (value: SOp): SOp => map((letter) => 'abc'.indexOf(String(letter)), value);

/** Chains of which each node takes the one before: handed on, turned into another symbol, joined with the token, selected by, and counted. */
const chains: Readonly<Record<string, (from: SOp, node: number) => SOp>> = {
	aggregates: (from) => aggregate(before, from, 'a'),
	'aggregates and maps': (from, node) => (node % 2 === 0 ? aggregate(before, from) : map((letter) => NEXT[String(letter)], from)),
	'aggregates and joins': (from, node) =>
		node % 2 === 0 ? aggregate(before, from, 'b') : sequenceMap((one, other) => (one === other ? 'a' : one), from, tokens()),
	histograms: (from) => selectorWidth(select(from, from, EQ)),
	'selectors and aggregates': (from) => aggregate(select(indices, place(from), EQ), tokens(), 'a'),
};

function chain(name: string, nodes: number): SOp {
	let end: SOp = tokens();
	for (let node = 0; node < nodes; node++) end = chains[name]?.(end, node) ?? end;
	return end;
}

function lowered(name: string, nodes: number) {
	return lower(chain(name, nodes), { name: 'chain', vocabulary: ['a', 'b', 'c'], maxLength: 5 });
}

describe.each(Object.keys(chains))('a chain of %s', (name) => {
	it('is as wide when it is long', () => {
		const widths = [15, 48].map((nodes) => compile(lowered(name, nodes).program).config.width);
		expect(widths[1]).toBe(widths[0]);
	});

	it.each([{}, { target: 'standard' }] as const)('gives what evaluation gives, through weights: %j', async (options) => {
		const { program, decode } = lowered(name, 13);
		const inputs = ['a', 'cb', 'abca', 'bbcac'].map((letters) => [...letters]);
		const { run } = createInterpreter(program);
		for (const input of inputs) expect(run(input).output.map(decode)).toEqual(evaluateGraph(chain(name, 13), input));
		const model = compile(program, options);
		expect(model.certificate?.guarantee).toBe('exact');
		expect((await verify(program, model, inputs, { backend: createReferenceBackend() })).first).toBeNull();
	});
});

it('a chain of ten thousand nodes compiles', () => {
	const { config, certificate } = compile(lowered('aggregates', 10_000).program);
	expect(config.stages[0]?.layers).toHaveLength(10_000);
	expect(certificate?.guarantee).toBe('exact');
});
