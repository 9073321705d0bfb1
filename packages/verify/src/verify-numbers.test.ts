import { compile } from '@alta-ts/compiler';
import type { Head, Program, Row, Stage, Value, Variable } from '@alta-ts/core';
import { createReferenceBackend } from '@alta-ts/tensor';
import { describe, expect, it } from 'vitest';
import { verify } from './verify.js';

function program(variables: readonly Variable[], stages: readonly Stage[], output = 'o'): Program {
	return { format: 'alta-program/1', name: 'numbers', input: { tokens: ['a', 'b', 'c'] }, variables, stages, output: { variable: output } };
}

function number(name: string, values: readonly number[], ...byToken: readonly Value[]): Variable {
	return { name, kind: 'numerical', ...(values.length > 0 ? { values } : {}), init: { byToken } };
}

function selected(name: string, values: readonly number[] = []): Variable {
	return { ...number(name, values), init: { constant: undefined } };
}

function atom(name: string, values: readonly (string | number)[], byToken: readonly Value[] = values): Variable {
	return { name, kind: 'categorical', values, init: byToken.length === 3 ? { byToken } : { constant: values[0] } };
}

function head(output: string, value: string, rest: Partial<Head> = {}): Head {
	return { output, value, where: [], combine: 'only', empty: 'undefined', keep: false, ...rest };
}

function table(read: string, writes: string, rows: readonly (readonly [readonly Value[], Value])[]) {
	return { reads: [read], writes, rows: rows.map(([values, value]): Row => ({ when: { [read]: values }, value })) };
}

const mark = atom('o', [0, 1, 2], []);
const inputs = [[], ['a'], ['b'], ['c', 'a'], ['b', 'a', 'c'], ['a', 'c', 'b', 'a']];

async function firstDifference(source: Program, dtype: 'f32' | 'f64', maxLength = 8) {
	const model = compile(source, { dtype, maxLength });
	const report = await verify(source, model, inputs, { backend: createReferenceBackend(), maxLayers: 100 });
	return { guarantee: model.certificate?.guarantee, first: report.first };
}

describe.each(['f32', 'f64'] as const)('numbers in %s', (dtype) => {
	it('are not read where they are undefined, even where 0 lies on the ramp between two buckets', async () => {
		const rows = [
			[[-1], 1],
			[[0.9, undefined], 2],
		] as const;
		const source = program(
			[number('x', [], 0.9, -1.03, undefined), selected('y', [-1, 0.9]), mark],
			[
				{
					repeat: 1,
					layers: [{ heads: [head('y', 'x', { combine: 'mean', where: [{ offsets: [0] }] })], updates: [table('y', 'o', rows)] }],
				},
			],
		);
		expect(await firstDifference(source, dtype)).toEqual({ guarantee: 'conditional', first: null });
	});

	it.each([undefined, 1])('halt a stage only where they have a value, not at %s by accident', async (equals) => {
		const idle: Stage['layers'] = [{ heads: [], updates: [table('o', 'x', [[[undefined], equals]])] }];
		const source = program([number('x', [], 0, 0, 0), mark], [{ repeat: { until: { variable: 'x', equals }, atMost: 3 }, layers: idle }]);
		expect(await firstDifference(source, dtype)).toEqual({ guarantee: 'exact', first: null });
	});

	it('halt a stage although they are a rounding away from the value', async () => {
		const source = program(
			[number('x', [], 1e6, 1e6, 1e6), number('y', [], 1e6, 1e6, 1e6), mark],
			[
				{
					repeat: { until: { variable: 'x', equals: 1e6 + 0.1 + 0.1 + 0.1 }, atMost: 6 },
					layers: [
						{ heads: [], updates: [{ writes: 'y', linear: { x: 1 }, bias: 0.1 }] },
						{ heads: [], updates: [{ writes: 'x', linear: { y: 1 }, bias: 0 }] },
					],
				},
			],
		);
		const { certificate } = compile(source, { dtype });
		const distance = Number(/further from it than (\S+),/.exec(certificate?.conditions.join(' ') ?? '')?.[1] ?? 0);
		// In f32 a step of 0.1 is less than the rounding of a million, and the certificate says so.
		expect(distance > 0.1).toBe(dtype === 'f32');
		if (dtype === 'f64') expect((await firstDifference(source, dtype)).first).toBeNull();
	});

	it('are within the tolerance where small ones take the place of large ones', async () => {
		const turn = table('q', 'q', [
			[['a'], 'b'],
			[['b'], 'c'],
			[['c'], 'a'],
		]);
		const kept = head('y', 'x', {
			keep: true,
			combine: { pick: 'first' },
			where: [{ query: 'q', key: 'token', test: 'equal' }],
			empty: { constant: 0 },
		});
		const source = program(
			[number('x', [], 1e9, 0.1, 1), atom('token', ['a', 'b', 'c']), atom('q', ['a', 'b', 'c'], []), selected('y'), mark],
			[{ repeat: 9, layers: [{ heads: [kept], updates: [turn] }] }],
		);
		expect((await firstDifference(source, dtype)).first).toBeNull();
		const read = {
			...source,
			variables: source.variables.map((each) => (each.name === 'y' ? selected('y', [0.1, 0.1001]) : each)),
		};
		const looking = [{ repeat: 9, layers: [{ heads: [kept], updates: [turn, table('y', 'o', [[[0.1], 1]])] }] }];
		const readable = { ...read, stages: looking };
		if (dtype === 'f32') expect(() => compile(readable, { dtype, maxLength: 8 })).toThrow('cannot be read in f32');
		else expect((await firstDifference(readable, dtype)).first).toBeNull();
	});
});

describe('comparing', () => {
	it('asks more of coordinates that hold 0 or 1 than of large numbers', async () => {
		const source = program(
			[number('x', [], 1e9, 0.1, 1), mark],
			[{ repeat: 3, layers: [{ heads: [], updates: [{ writes: 'x', linear: { x: -1 }, bias: 0.1 }] }] }],
		);
		const model = compile(source, { dtype: 'f32', without: ['liveness'] });
		expect(model.certificate?.tolerance).toBeGreaterThan(100);
		const table = model.tensors['embedding.token'];
		if (table?.kind !== 'sparse') throw new Error('the embedding is sparse');
		const broken = { ...table, values: Float32Array.from(table.values, (value, entry) => (table.columns[entry] === 1 ? 0.75 : value)) };
		const report = await verify(source, { ...model, tensors: { ...model.tensors, 'embedding.token': broken } }, [['a']], {
			backend: createReferenceBackend(),
		});
		expect(report.first).toMatchObject({ variable: 'o', coordinate: { name: 'o=0', actual: 0.75 } });
	});
});
