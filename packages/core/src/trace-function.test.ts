import { describe, expect, it } from 'vitest';
import type { Atom, TableUpdate, Variable } from './program.js';
import { type TracedFunctions, type TraceOptions, traceFunctions } from './trace-function.js';

function categorical(name: string, values: readonly Atom[]): Variable {
	return { kind: 'categorical', name, init: { constant: values[0] }, values };
}

function range(count: number): readonly number[] {
	return Array.from({ length: count }, (_, index) => index);
}

/** The state object as tests use it, without names checked. */
interface AnyState {
	[name: string]: unknown;
}
interface Tracing {
	also(block: (z: AnyState & Tracing) => void): void;
	defined(name: string): boolean;
	write(name: string, value: (z: AnyState & Tracing) => unknown): void;
}
type Traced = (z: AnyState & Tracing) => unknown;

const bits = ['parity', 'parityLeft'].map((name) => categorical(name, [0, 1]));
const flags = ['done', 'doneLeft'].map((name) => categorical(name, [false, true]));
const sequential = [...bits, ...flags];

function trace(variables: readonly Variable[], mlp: Traced | Record<string, Traced>, options: TraceOptions = {}): TracedFunctions {
	return traceFunctions(variables, typeof mlp === 'function' ? { mlp } : mlp, options);
}

function codesOf(traced: TracedFunctions): readonly string[] {
	return traced.problems.map((each) => each.code);
}

function table(traced: TracedFunctions, writes: string): TableUpdate {
	const found = traced.updates.find((update) => 'rows' in update && update.writes === writes);
	if (found === undefined) throw new Error(`no table writes ${writes}`);
	return found;
}

describe('traceFunctions', () => {
	it('splits on reads only and merges what a variable does not depend on', () => {
		const traced = trace(sequential, (z) => {
			if (!z.done && z.doneLeft) {
				z.parity = z.parityLeft === z.parity ? 0 : 1;
				z.done = true;
			}
		});
		expect(traced.problems).toEqual([]);
		expect(table(traced, 'parity').rows).toHaveLength(4);
		expect(table(traced, 'done')).toEqual({
			reads: ['parity', 'parityLeft', 'done', 'doneLeft'],
			writes: 'done',
			rows: [{ when: { parity: [0, 1], parityLeft: [0, 1], done: [false], doneLeft: [true] }, value: true }],
		});
	});

	it('gives the bucket centre of a numerical variable and merges equal results', () => {
		const share: Variable = {
			kind: 'numerical',
			name: 'x',
			init: { constant: undefined },
			values: range(50).map((index) => 1 / (50 - index)),
		};
		const traced = trace([share, categorical('parity', [0, 1])], (z) => {
			z.parity = (Math.round(1 / Number(z.x)) - 1) % 2;
		});
		const { rows } = table(traced, 'parity');
		expect(rows.map((row) => [row.value, row.when.x?.length])).toEqual([
			[1, 25],
			[0, 25],
		]);
	});

	it('keeps the reads of blocks, lazy writes and functions apart', () => {
		const many = [
			...range(12).map((index) => categorical(`in${index}`, range(4))),
			...range(12).map((index) => categorical(`out${index}`, range(4))),
		];
		const options = { budget: 100 };
		const lazy = trace(
			many,
			(z) =>
				range(12).forEach((index) => {
					z.write(`out${index}`, (inner) => inner[`in${index}`]);
				}),
			options,
		);
		const also = trace(
			many,
			(z) =>
				range(12).forEach((index) => {
					z.also((inner) => {
						inner[`out${index}`] = inner[`in${index}`];
					});
				}),
			options,
		);
		const record = trace(
			many,
			Object.fromEntries(
				range(12).map((index) => [
					`copy${index}`,
					(z: AnyState) => {
						z[`out${index}`] = z[`in${index}`];
					},
				]),
			),
			options,
		);
		expect([codesOf(lazy), codesOf(also), codesOf(record)]).toEqual([[], [], []]);
		expect(also.updates).toEqual(lazy.updates);
		expect(record.updates).toEqual(lazy.updates);
		expect(lazy.updates.map((update) => update.rows.length)).toEqual(range(12).map(() => 4));
	});

	it('traces an inner block under what the path has decided, also through the outer object', () => {
		const variables = [categorical('a', range(3)), categorical('b', range(3)), categorical('out', range(3))];
		const traced = trace(variables, (z) => {
			if (z.a === 1) z.write('out', () => (z.a === 1 ? z.b : 'never'));
		});
		expect(table(traced, 'out').rows).toEqual(range(3).map((value) => ({ when: { a: [1], b: [value] }, value })));
	});

	it('lets a later write replace an earlier one, and an earlier one stand where a lazy write does nothing', () => {
		const variables = [categorical('a', [0, 1]), categorical('out', range(4))];
		const traced = trace(variables, (z) => {
			z.out = 3;
			z.out = 2;
			z.write('out', (inner) => inner.a);
		});
		expect(table(traced, 'out').rows).toEqual([
			{ when: { a: [0] }, value: 0 },
			{ when: { a: [1] }, value: 1 },
			{ when: { a: [undefined] }, value: 2 },
		]);
	});

	it('writes any finite number, undefined, and sets by content', () => {
		const wanted: Variable = {
			kind: 'set',
			name: 'wanted',
			init: { constant: undefined },
			members: [1, 2],
			values: [new Set([1]), new Set([1, 2])],
		};
		const variables = [wanted, { kind: 'numerical', name: 'sum', init: { constant: 0 } } as const, categorical('gone', ['x'])];
		const traced = trace(variables, (z) => {
			z.wanted = new Set([2, 1]);
			z.sum = 0.125;
			z.gone = undefined;
		});
		expect(traced.updates.map((update) => update.rows)).toEqual([
			[{ when: {}, value: new Set([1, 2]) }],
			[{ when: {}, value: 0.125 }],
			[{ when: {}, value: undefined }],
		]);
	});

	it('has no table for what is never written', () => {
		expect(trace(sequential, () => undefined)).toEqual({ updates: [], problems: [] });
	});
});

describe('refusals', () => {
	const headOutputs = new Set(['parityLeft', 'doneLeft']);
	const share: Variable = { kind: 'numerical', name: 'share', init: { constant: 0 } };

	it.each<readonly [string, string, Traced]>([
		['ALTA1201', 'an unknown read', (z) => z.partiy],
		[
			'ALTA1201',
			'an unknown write',
			(z) => {
				z.partiy = 1;
			},
		],
		['ALTA1201', 'an unknown question', (z) => z.defined('partiy')],
		[
			'ALTA1202',
			'a write to a head output',
			(z) => {
				z.parityLeft = 1;
			},
		],
		['ALTA1202', 'a lazy write to a head output', (z) => z.write('parityLeft', () => 1)],
		[
			'ALTA1203',
			'a read after a write',
			(z) => {
				z.parity = 1;
				return z.parity;
			},
		],
		[
			'ALTA1203',
			'a question after a write',
			(z) => {
				z.parity = 1;
				return z.defined('parity');
			},
		],
		[
			'ALTA1204',
			'a value outside the domain',
			(z) => {
				z.parity = 2;
			},
		],
		[
			'ALTA1204',
			'a number where a truth value belongs',
			(z) => {
				z.done = 1;
			},
		],
		[
			'ALTA1204',
			'not a number',
			(z) => {
				z.share = Number.NaN;
			},
		],
		[
			'ALTA1204',
			'an array',
			(z) => {
				z.parity = [1];
			},
		],
		['ALTA1204', 'a lazily written value outside the domain', (z) => z.write('parity', () => 'one')],
		['ALTA1205', 'a read without buckets', (z) => z.share],
		[
			'ALTA1206',
			'an error',
			() => {
				throw new Error('out of cheese');
			},
		],
		[
			'ALTA1206',
			'a thrown text',
			() => {
				throw 'out of cheese';
			},
		],
		['ALTA1210', 'a promise', async (z) => z.parity],
		[
			'ALTA1211',
			'a write inside a lazy write',
			(z) =>
				z.write('parity', (inner) => {
					inner.done = true;
					return 1;
				}),
		],
		['ALTA1211', 'a block inside a lazy write', (z) => z.write('parity', (inner) => inner.also(() => undefined))],
		['ALTA1211', 'a lazy write inside a lazy write', (z) => z.write('parity', (inner) => inner.write('done', () => true))],
		['ALTA1212', 'enumeration', (z) => Object.keys(z)],
		['ALTA1212', 'a copy', (z) => ({ ...z })],
		['ALTA1212', 'a test for a name', (z) => 'parity' in z],
		['ALTA1212', 'deletion', (z) => delete z.parity],
		['ALTA1212', 'a definition', (z) => Object.defineProperty(z, 'parity', { value: 1 })],
		['ALTA1212', 'a conversion', (z) => Number(z)],
	])('%s for %s', (code, _, mlp) => {
		expect(codesOf(trace([...sequential, share], mlp, { headOutputs }))).toEqual([code]);
	});

	it('ALTA1207 for functions that do not do the same each time', () => {
		let count = 0;
		const impure: readonly Traced[] = [
			(z) => {
				z.parity = count++ % 2;
			},
			(z) => (count++ % 2 === 0 ? z.parity : z.done),
			(z) => (count++ % 2 === 0 ? undefined : z.done),
			(z) => (count++ % 2 === 0 ? z.done : z.defined('done')),
			(z) => {
				if (count++ % 2 === 1) z.also(() => undefined);
			},
			(z) => (z.parity === 1 && count++ < 1 ? z.parityLeft : z.doneLeft),
		];
		for (const mlp of impure) {
			count = 0;
			expect(codesOf(trace(sequential, mlp))).toEqual(['ALTA1207']);
		}
	});

	it('ALTA1208 for too many paths, naming the reads that multiply', () => {
		const variables = [categorical('big', range(40)), categorical('small', range(3)), categorical('out', range(2))];
		const traced = trace(
			variables,
			(z) => {
				if (z.small === z.big) z.out = 1;
			},
			{ budget: 100 },
		);
		expect(codesOf(traced)).toEqual(['ALTA1208']);
		expect(traced.problems[0]?.why).toBe('These reads multiply: big (40) × small (3).');
	});

	it('ALTA1208 inside an inner block ends everything', () => {
		const variables = range(6).map((index) => categorical(`v${index}`, range(10)));
		const traced = trace(
			variables,
			(z) => {
				z.also((inner) => {
					for (const variable of variables) inner.defined(variable.name);
				});
			},
			{ budget: 50 },
		);
		expect(traced.problems.map((each) => [each.code, each.where])).toEqual([['ALTA1208', ['function mlp', 'also 1']]]);
	});

	it('ALTA1209 for functions that write different values in one state, naming both and the state', () => {
		const traced = trace(
			sequential,
			{
				start: (z) => {
					if (z.done) z.parity = 0;
				},
				step: (z) => {
					if (z.doneLeft) z.parity = 1;
				},
				same: (z) => {
					if (z.doneLeft) z.parity = 1;
				},
			},
			{ where: ['program p'] },
		);
		expect(traced.problems.map((each) => [each.code, each.what, each.where])).toEqual([
			['ALTA1209', '"parity" is given 0 by function start and 1 by function step.', ['program p', 'state done = true, doneLeft = true']],
			['ALTA1209', '"parity" is given 0 by function start and 1 by function same.', ['program p', 'state done = true, doneLeft = true']],
		]);
	});

	it('ALTA1209 for a block against the code around it', () => {
		const traced = trace(sequential, (z) => {
			if (!z.done) return;
			z.also((inner) => {
				if (inner.doneLeft) inner.parity = 1;
			});
			z.parity = 0;
		});
		expect(traced.problems.map((each) => [each.code, each.where])).toEqual([
			['ALTA1209', ['function mlp', 'state done = true, doneLeft = true']],
		]);
	});

	it('reports several problems at once, each with the state that led there', () => {
		const traced = trace(sequential, {
			first: (z) => {
				if (z.done) z.partiy = 1;
				else z.parity = 5;
			},
			second: (z) => z.lefft,
		});
		expect(traced.problems.map((each) => [each.code, each.where])).toEqual([
			['ALTA1204', ['function first', 'state done = false']],
			['ALTA1201', ['function first', 'state done = true']],
			['ALTA1201', ['function second']],
		]);
		expect(traced.updates).toEqual([]);
	});

	it('stops when problems abound', () => {
		const wide = [categorical('a', range(100)), categorical('out', [0])];
		expect(
			trace(wide, (z) => {
				z.out = Number(z.a) + 1;
			}).problems,
		).toHaveLength(20);
	});

	it('is not misled by an author who catches everything', () => {
		const traced = trace(sequential, (z) => {
			try {
				z.partiy = 1;
			} catch {
				z.parity = 1;
			}
		});
		expect(codesOf(traced)).toEqual(['ALTA1201']);
	});

	it('ALTA1212 where the object is used after its function has returned', () => {
		let kept: AnyState = {};
		trace(sequential, (z) => {
			kept = z;
		});
		expect(() => kept.parity).toThrow('ALTA1212');
	});
});
