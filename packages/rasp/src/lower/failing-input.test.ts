import { expect, test } from 'vitest';
import { aggregate, select } from '../builder/attention.js';
import { map } from '../builder/elementwise.js';
import { indices, tokens } from '../builder/primitives.js';
import type { SOp } from '../graph/node.js';
import { EQ, LEQ } from '../graph/predicate.js';
import { sequenceType } from '../session/sequence-type.js';
import { findFailingInput } from './failing-input.js';

const options = { name: 'test', vocabulary: ['a', 'b'], maxLength: 5 };
const soFar = aggregate(select(indices, indices, LEQ), tokens());

test('an input on which evaluation fails is found, the shortest first, and told with ALTA0521', () => {
	expect(findFailingInput(soFar, options)).toMatchObject({ code: 'ALTA0521', severity: 'warning', where: ['position 1'] });
	expect(findFailingInput(soFar, options)?.what).toMatch(/^Evaluation fails on the input "aa": 2 positions/);
	expect(findFailingInput({ op: 'tokens', form: 'int' }, { ...options, vocabulary: ['1', 'two'] })?.what).toContain('["two"]');
});

test('nothing is found where evaluation never fails', () => {
	expect(findFailingInput(soFar, { ...options, maxLength: 1 })).toBeUndefined();
	expect(findFailingInput(aggregate(select(indices, indices, EQ), tokens()), options)).toBeUndefined();
});

test('what fails only on longer inputs is found among random ones, and in the same way every time', () => {
	const long = map((at: number) => {
		if (at === 30) throw new Error('too far');
		return at;
	}, indices);
	const found = findFailingInput(long, { ...options, maxLength: 40 });
	expect(found?.what).toContain('too far');
	expect(findFailingInput(long, { ...options, maxLength: 40 })).toEqual(found);
});

test('a check adds what values have to be', () => {
	const mixed: SOp = map((at: number) => (at === 0 ? 'first' : at), indices);
	expect(findFailingInput(mixed, options)).toBeUndefined();
	expect(findFailingInput(mixed, options, (_, values) => void sequenceType(values))?.what).toContain('mixes texts with numbers');
});

test('a large graph is given up on, and not waited for', () => {
	let node: SOp = indices;
	for (let i = 0; i < 5000; i++) node = map((at: number) => at, node as typeof indices);
	expect(findFailingInput(node, { ...options, maxLength: 200 })).toBeUndefined();
});
