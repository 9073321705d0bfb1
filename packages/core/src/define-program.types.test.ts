import { describe, expect, expectTypeOf, it } from 'vitest';
import { attend } from './attend.js';
import { categorical, numerical, range, set } from './declare.js';
import { defineProgram } from './define-program.js';
import type { Program } from './program.js';
import type { RowBuilder } from './row-builder.js';
import type { State } from './state-types.js';

const variables = {
	parity: categorical([0, 1]),
	done: categorical([false, true], { byToken: (t) => t === 'START' }),
	word: categorical(['walk', 'jump']),
	index: categorical(range(4)),
	share: numerical([0, 0.5, 1]),
	wanted: set([0, 1], [[0], [0, 1]]),
};
const heads = {
	left: attend({ value: 'parity', offset: -1 }),
	there: attend({ value: 'word', query: 'index', key: 'parity' }),
	again: attend({ value: 'there', where: [{ query: 'wanted', key: 'parity' }], keep: true }),
};

/** Never called: what the compiler says about it is the test. */
function typed(z: State<typeof variables, typeof heads>, b: RowBuilder<typeof variables, typeof heads>): void {
	expectTypeOf(z.parity).toEqualTypeOf<number>();
	expectTypeOf(z.done).toEqualTypeOf<boolean>();
	expectTypeOf(z.word).toEqualTypeOf<'walk' | 'jump'>();
	expectTypeOf(z.index).toEqualTypeOf<number>();
	expectTypeOf(z.share).toEqualTypeOf<number>();
	expectTypeOf(z.wanted).toEqualTypeOf<ReadonlySet<number>>();
	expectTypeOf(z.left).toEqualTypeOf<number>();
	expectTypeOf(z.there).toEqualTypeOf<'walk' | 'jump'>();
	expectTypeOf(z.again).toEqualTypeOf<'walk' | 'jump'>();
	z.parity = z.left ^ 1;
	z.word = 'jump';
	z.write('word', (inner) => (inner.parity === 0 ? 'walk' : undefined));
	z.also((inner) => {
		inner.done = inner.defined('left');
	});
	// @ts-expect-error: misspelt
	expectTypeOf(z.partiy).toBeAny();
	// @ts-expect-error: not a category
	z.word = 'run';
	// @ts-expect-error: not of the kind
	z.parity = true;
	// @ts-expect-error: a head's output
	z.left = 1;
	// @ts-expect-error: misspelt
	z.defined('lefft');
	// @ts-expect-error: a head's output
	z.write('left', () => 1);
	// @ts-expect-error: not a category
	z.write('word', () => 'run');
	z.write('parity', (inner) => {
		// @ts-expect-error: a lazy write only reads
		inner.done = true;
		return 1;
	});

	b.when({ done: false, word: ['walk', undefined], wanted: new Set([0]) }, () => b.set('parity', 1));
	b.each('parity', 'there', (parity, there) => {
		expectTypeOf(parity).toEqualTypeOf<number>();
		expectTypeOf(there).toEqualTypeOf<'walk' | 'jump'>();
	});
	// @ts-expect-error: misspelt
	b.when({ dun: false }, () => undefined);
	// @ts-expect-error: not a category
	b.when({ word: 'run' }, () => undefined);
	// @ts-expect-error: not a category
	b.set('word', 'run');
	// @ts-expect-error: a head's output
	b.set('left', 1);
	// @ts-expect-error: misspelt
	b.each('wrd', () => undefined);
}

/** Never called either. */
function misdefined(): readonly Program[] {
	const base = { name: 'types', tokens: ['a'], variables, layers: 1 } as const;
	return [
		defineProgram({ ...base, heads, output: 'parity' }),
		defineProgram({ ...base, output: 'parity', mlp: (z) => expectTypeOf(z.word).toEqualTypeOf<'walk' | 'jump'>() }),
		// @ts-expect-error: no such output
		defineProgram({ ...base, output: 'parrity' }),
		// @ts-expect-error: no such value
		defineProgram({ ...base, heads: { far: attend({ value: 'wrod', offset: 1 }) }, output: 'parity' }),
		// @ts-expect-error: no such query
		defineProgram({ ...base, heads: { far: attend({ value: 'word', query: 'idx', key: 'index' }) }, output: 'parity' }),
		// @ts-expect-error: not a category
		defineProgram({ name: 'types', tokens: ['a'], variables, output: 'parity', halt: { variable: 'word', equals: 'run' } }),
		// @ts-expect-error: no such head
		defineProgram({ name: 'types', tokens: ['a'], variables, heads, output: 'parity', stages: [{ layers: [{ heads: ['right'] }] }] }),
		// @ts-expect-error: without heads there is no such name
		defineProgram({ ...base, output: 'parity', mlp: (z) => z.left }),
		// @ts-expect-error: no such numerical
		defineProgram({ ...base, output: 'parity', linear: { share: { of: { shore: 1 } } } }),
	];
}

describe('defineProgram', () => {
	it('has a typed interface', () => {
		expect([typed, misdefined].map((each) => typeof each)).toEqual(['function', 'function']);
	});
});
