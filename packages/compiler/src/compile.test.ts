import { attend, categorical, defineProgram, numerical, type Program, range } from '@alta-ts/core';
import { isAltaError } from '@alta-ts/diagnostics';
import { entryAt, type Model, modelSize, validateModel } from '@alta-ts/model';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.js';
import type { OptionalPass } from './passes/pass.js';

const parity: Program = defineProgram({
	name: 'parity',
	tokens: ['0', '1', 'START'],
	variables: {
		parity: categorical([0, 1], { byToken: (token) => (token === '1' ? 1 : 0) }),
		done: categorical([false, true], { byToken: (token) => token === 'START' }),
	},
	heads: { parityLeft: attend({ value: 'parity', offset: -1 }), doneLeft: attend({ value: 'done', offset: -1 }) },
	mlp(z) {
		if (!z.done && z.doneLeft) {
			z.parity = z.parityLeft ^ z.parity;
			z.done = true;
		}
	},
	output: 'parity',
	halt: { variable: 'done', equals: true },
});

/** The share of ones, read by bucket; `values` are the bucket centres. */
function share(values: readonly number[], positions?: number): Program {
	return defineProgram({
		name: 'share',
		tokens: ['0', '1'],
		...(positions === undefined ? {} : { positions }),
		variables: {
			one: numerical([0, 1], { byToken: (token) => (token === '1' ? 1 : 0) }),
			most: categorical([false, true]),
		},
		heads: { mean: attend({ value: 'one', values }) },
		mlp(z) {
			z.most = z.mean > 1 / 2;
		},
		output: 'most',
		layers: 1,
	});
}

function codesOf(run: () => unknown): readonly string[] {
	try {
		run();
	} catch (error) {
		if (isAltaError(error)) return error.problems.map((problem) => problem.code);
		throw error;
	}
	return [];
}

function hidden(model: Model): readonly number[] {
	return model.config.stages.flatMap((stage) => stage.layers.flatMap((layer) => layer.mlp?.hidden ?? []));
}

describe('compile', () => {
	it('makes a model that validates, with a name for every coordinate and a source for every weight', () => {
		const model = compile(parity);
		expect(validateModel(model)).toEqual([]);
		for (const [name, tensor] of Object.entries(model.tensors)) {
			const values = tensor.kind === 'dense' ? tensor.data : tensor.values;
			expect(
				[...values].every((value, i) => value === 0 || (tensor.sources?.[i] ?? -1) >= 0),
				name,
			).toBe(true);
		}
	});

	it('says which part of the program a weight comes from', () => {
		const model = compile(parity);
		const query = model.tensors['stage.0.layer.0.attention.parityLeft.output'];
		const source = query === undefined ? undefined : model.layout.sources[entryAt(query, 0, 4).source];
		expect(source?.path).toEqual(['stage 0', 'layer 0', 'head parityLeft']);
	});

	it('does not grow with what rows do not read', () => {
		expect(hidden(compile(parity))).toEqual([8, 5, 5]);
		expect(modelSize(compile(parity)).nonzeros).toBeLessThan(80);
	});

	it('holds for any length where nothing depends on it', () => {
		expect(compile(parity).certificate).toMatchObject({ guarantee: 'exact', maxLength: null, dtype: 'f32' });
	});

	it('derives scales from the dtype', () => {
		const square = (model: Model): number => entryAt(model.tensors['stage.0.layer.0.attention.h.key'] ?? fail(), 0, 0).value ** 2;
		const program = defineProgram({
			name: 'copy',
			tokens: ['a', 'b'],
			variables: { token: categorical(['a', 'b'], { byToken: 'itself' }) },
			heads: { h: attend({ value: 'token', query: 'token', key: 'token' }) },
			mlp(z) {
				z.token = z.h;
			},
			output: 'token',
			layers: 1,
		});
		expect(square(compile(program, { dtype: 'f32' }))).toBe(256);
		expect(square(compile(program, { dtype: 'f64' }))).toBe(4096);
	});

	it('compiles without the passes that are switched off', () => {
		const counter = defineProgram({
			name: 'counter',
			tokens: ['a'],
			variables: { x: categorical(range(9)), y: categorical(range(9)) },
			heads: {},
			mlp(z) {
				z.x = Math.min(z.x + 1, 8);
				z.write('y', (own) => own.x);
			},
			output: 'x',
			layers: 1,
		});
		const units = (without: readonly OptionalPass[]): number =>
			hidden(compile(counter, { without })).reduce((sum, count) => sum + count, 0);
		const width = (without: readonly OptionalPass[]): number => compile(counter, { without }).config.width;
		expect(units(['linear-forms'])).toBeGreaterThan(units([]));
		expect(units(['write-enable'])).toBeGreaterThanOrEqual(units([]));
		expect(width(['liveness', 'ordinals'])).toBeGreaterThan(width(['liveness']));
		expect(width(['liveness'])).toBeGreaterThan(width([]));
	});

	it('carries the codec along', () => {
		expect(compile(parity, { codec: { name: 'parity', options: {} } }).codec?.name).toBe('parity');
	});

	it('adds nothing where there is nothing to do', () => {
		const program = defineProgram({
			name: 'idle',
			tokens: ['a'],
			variables: { x: categorical([0]) },
			heads: {},
			rows: () => undefined,
			output: 'x',
			layers: 1,
		});
		expect(compile(program).config.stages[0]?.layers[0]).toEqual({ name: 'stage.0.layer.0', norm: 'none' });
	});
});

function fail(): never {
	throw new Error('no such tensor');
}

describe('the certificate of a number', () => {
	it('is exact where the numbers on both sides of every boundary are far enough apart', () => {
		expect(compile(share([0, 0.25, 0.5, 0.75, 1], 200)).certificate).toMatchObject({ guarantee: 'exact', maxLength: 200 });
	});

	it('becomes conditional where only the declared values are', () => {
		const certificate = compile(share([0, 0.25, 0.5, 0.75, 1], 2000)).certificate;
		expect(certificate?.guarantee).toBe('conditional');
		expect(certificate?.conditions[0]).toContain('mean');
	});

	it('names the tightest place first', () => {
		const [first] = compile(share([0, 1], 400)).certificate?.margins ?? [];
		expect((first?.has ?? 0) / (first?.needs ?? 1)).toBeLessThan(2);
	});
});

describe('refusals', () => {
	it('ALTA4001: a longest input beyond what the program vouches for, or that is no length', () => {
		expect(codesOf(() => compile(share([0, 1], 10), { maxLength: 11 }))).toEqual(['ALTA4001']);
		expect(codesOf(() => compile(parity, { maxLength: 0 }))).toEqual(['ALTA4001']);
	});

	it('ALTA4002: picking a position without a longest input', () => {
		const program = defineProgram({
			name: 'pick',
			tokens: ['a', 'b'],
			variables: { token: categorical(['a', 'b'], { byToken: 'itself' }) },
			heads: { last: attend({ value: 'token', combine: { pick: 'last' } }) },
			mlp(z) {
				z.token = z.last;
			},
			output: 'token',
			layers: 1,
		});
		expect(codesOf(() => compile(program))).toEqual(['ALTA4002']);
		expect(compile(program, { maxLength: 20 }).certificate?.maxLength).toBe(20);
	});

	it('ALTA4003: numbers that the dtype cannot tell apart', () => {
		const values = [0, 0.5, 0.5 + 2 ** -21, 1];
		expect(codesOf(() => compile(share(values, 5000)))).toEqual(['ALTA4003']);
		expect(compile(share(values, 5000), { dtype: 'f64' }).certificate?.dtype).toBe('f64');
	});

	it('ALTA4004: a number without a bound', () => {
		const program = defineProgram({
			name: 'count-up',
			tokens: ['a'],
			variables: { count: numerical([0, 1, 2]), done: categorical([false, true]) },
			heads: {},
			linear: { count: { of: { count: 1 }, bias: 1 } },
			mlp(z) {
				if (z.count === 2) z.done = true;
			},
			output: 'done',
			halt: { variable: 'done', equals: true },
		});
		expect(codesOf(() => compile(program))).toContain('ALTA4004');
	});

	it('ALTA4004 alone: a number without a bound that a head looks at', () => {
		const program = defineProgram({
			name: 'count-on',
			tokens: ['a'],
			variables: { count: numerical([0, 1], { constant: 0 }), done: categorical([false, true]) },
			heads: { found: attend({ value: 'count', offset: -1, combine: 'only' }) },
			linear: { count: { of: { count: 1, found: 1 }, bias: 1 } },
			mlp(z) {
				z.done = true;
			},
			output: 'done',
			halt: { variable: 'done', equals: true },
		});
		for (const dtype of ['f32', 'f64'] as const)
			expect(new Set(codesOf(() => compile(program, { dtype, without: ['liveness'] })))).toEqual(new Set(['ALTA4004']));
	});

	it('ALTA4005: a read-out that is not linear', () => {
		const program: Program = {
			...parity,
			variables: [
				...parity.variables,
				{ name: 'members', kind: 'set', members: [0, 1], values: [new Set([0])], init: { constant: new Set([0]) } },
			],
			output: { classes: [0, 1], bias: [0, 0], terms: [{ variable: 'members', value: new Set([0]), weights: [0, 1] }], pool: 'none' },
		};
		expect(codesOf(() => compile(program))).toEqual(['ALTA4005']);
	});

	it('ALTA4006: adding up inputs of unknown length', () => {
		expect(codesOf(() => compile(share([0, 1])))).toEqual(['ALTA4006']);
		expect(compile(share([0, 1]), { maxLength: 10 }).config.maxLength).toBe(10);
	});

	it('ALTA4007: scores that grow beyond what the dtype holds exactly', () => {
		const program = defineProgram({
			name: 'pick-far',
			tokens: ['a', 'b'],
			variables: { token: categorical(['a', 'b'], { byToken: 'itself' }) },
			heads: Object.fromEntries(
				['h'].map((name) => [name, attend({ value: 'token', query: 'token', key: 'token', combine: { pick: 'first' } })]),
			),
			rows: () => undefined,
			output: 'token',
			layers: 1,
		});
		expect(codesOf(() => compile(program, { maxLength: 2 ** 23, without: ['liveness'] }))).toEqual(['ALTA4007']);
	}, 60_000);

	it('reports an invalid program with all its problems', () => {
		const broken: Program = { ...parity, output: { variable: 'nothing' }, positions: 0 };
		expect(codesOf(() => compile(broken)).length).toBeGreaterThan(1);
	});
});
