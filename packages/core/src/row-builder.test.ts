import { isAltaError } from '@alta-ts/diagnostics';
import { describe, expect, it } from 'vitest';
import { attend } from './attend.js';
import { categorical, numerical, range, set } from './declare.js';
import { defineProgram } from './define-program.js';
import type { Program, Update, Value } from './program.js';
import type { RowBuilder } from './row-builder.js';
import { createRowCollector } from './row-builder.js';

const variables = {
	parity: categorical([0, 1]),
	done: categorical([false, true]),
	wanted: set([0, 1], [[0], [0, 1]]),
	share: numerical([0, 0.5]),
	raw: numerical(),
};
const heads = { parityLeft: attend({ value: 'parity', offset: -1 }), doneLeft: attend({ value: 'done', offset: -1 }) };

function define(rows: (b: RowBuilder<typeof variables, typeof heads>) => void): Program {
	return defineProgram({ name: 'rows', tokens: ['a'], variables, heads, rows, output: 'parity', layers: 1 });
}

function updatesOf(rows: (b: RowBuilder<typeof variables, typeof heads>) => void): readonly Update[] {
	return define(rows).stages[0]?.layers[0]?.updates ?? [];
}

function problemsOf(rows: (b: RowBuilder<typeof variables, typeof heads>) => void): readonly (readonly unknown[])[] {
	try {
		define(rows);
	} catch (error) {
		if (isAltaError(error)) return error.problems.map((each) => [each.code, each.where.at(-1)]);
		throw error;
	}
	return [];
}

describe('rows', () => {
	it('hold under all conditions around them', () => {
		const updates = updatesOf((b) => {
			b.when({ done: false, doneLeft: true }, () => {
				b.set('done', true);
				b.each('parity', 'parityLeft', (own, left) => b.set('parity', own ^ left));
			});
		});
		expect(updates).toEqual([
			{
				reads: ['parity', 'done', 'parityLeft', 'doneLeft'],
				writes: 'parity',
				rows: [0, 1].flatMap((own) =>
					[0, 1].map((left) => ({ when: { parity: [own], done: [false], parityLeft: [left], doneLeft: [true] }, value: own ^ left })),
				),
			},
			{ reads: ['done', 'doneLeft'], writes: 'done', rows: [{ when: { done: [false], doneLeft: [true] }, value: true }] },
		]);
	});

	it('of one value are merged, overlapping ones too', () => {
		const updates = updatesOf((b) => {
			b.when({ parity: 0 }, () => b.set('done', true));
			b.when({ parity: [0, 1], doneLeft: [true, undefined] }, () => b.set('done', true));
		});
		expect(updates).toEqual([
			{
				reads: ['parity', 'doneLeft'],
				writes: 'done',
				rows: [
					{ when: { parity: [0] }, value: true },
					{ when: { parity: [1], doneLeft: [true, undefined] }, value: true },
				],
			},
		]);
	});

	it('stay few where many of one value overlap', () => {
		const names = range(40).map((index) => `flag${index}`);
		const many = [...names, 'out'].map((name) => ({ kind: 'categorical', name, init: { constant: 0 }, values: [0, 1] }) as const);
		const collector = createRowCollector(many, new Set(), []);
		for (const name of names.toReversed()) collector.when({ [name]: 1 }, () => collector.set('out', 1));
		const [update] = collector.updates();
		expect(update?.rows).toHaveLength(40);
	});

	it('compare numericals with their centres and sets by content, and write what a variable can hold', () => {
		const updates = updatesOf((b) => {
			b.when({ share: 0.5, wanted: new Set([1, 0]) }, () => b.set('raw', 7));
			b.when({ share: undefined }, () => b.set('wanted', undefined));
		});
		expect(updates.map((update) => 'rows' in update && update.rows)).toEqual([
			[{ when: { share: [undefined] }, value: undefined }],
			[{ when: { wanted: [new Set([0, 1])], share: [0.5] }, value: 7 }],
		]);
	});

	it('are not asked for where conditions contradict each other, and conditions end with their block', () => {
		const visited: Value[] = [];
		const updates = updatesOf((b) => {
			b.when({ parity: 0 }, () => b.each('parity', 'done', (parity, done) => visited.push(parity, done)));
			b.when({ parity: 0 }, () => b.when({ parity: 1 }, () => visited.push('never')));
			b.when({ done: [] }, () => visited.push('never'));
			try {
				b.when({ parity: 0 }, () => {
					throw new Error('leave');
				});
			} catch {
				b.set('done', true);
			}
		});
		expect(visited).toEqual([0, false, 0, true]);
		expect(updates).toEqual([{ reads: [], writes: 'done', rows: [{ when: {}, value: true }] }]);
	});
});

describe('refusals', () => {
	it('ALTA1201 for unknown names', () => {
		const collector = createRowCollector([], new Set(), []);
		collector.when({ typo: 1 }, () => undefined);
		collector.each('type', () => undefined);
		collector.set('tyop', 1);
		expect(collector.problems().map((each) => each.code)).toEqual(['ALTA1201', 'ALTA1201', 'ALTA1201']);
		expect(collector.updates()).toEqual([]);
	});

	it('ALTA1202 for head outputs, ALTA1204 for values outside, ALTA1205 for conditions without buckets, ALTA1213 for impossible ones', () => {
		const problems = problemsOf((b) => {
			b.when({ done: true }, () => {
				// @ts-expect-error: the compiler says so too
				b.set('parityLeft', 1);
				b.set('parity', 2);
				// @ts-expect-error: the compiler says so too
				b.set('parity', [1]);
			});
			b.when({ raw: 0 }, () => undefined);
			b.each('raw', () => undefined);
			b.when({ share: 0.25 }, () => undefined);
			b.each('done', () => b.when({ parity: 7 }, () => undefined));
		});
		expect(problems).toEqual([
			['ALTA1202', 'state done = true'],
			['ALTA1204', 'state done = true'],
			['ALTA1204', 'state done = true'],
			['ALTA1205', 'rows'],
			['ALTA1213', 'rows'],
			['ALTA1213', 'state done = false'],
		]);
	});

	it('ALTA1206 for an error in the builder function', () => {
		const problems = problemsOf(() => {
			throw new Error('out of cheese');
		});
		expect(problems).toEqual([['ALTA1206', 'rows']]);
	});

	it('ALTA1209 for rows that give different values in one state', () => {
		const problems = problemsOf((b) => {
			b.when({ done: true }, () => b.set('parity', 0));
			b.when({ doneLeft: [true] }, () => b.set('parity', 1));
		});
		expect(problems).toEqual([['ALTA1209', 'state done = true, doneLeft = true']]);
	});
});
