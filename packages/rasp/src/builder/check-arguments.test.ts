import { isAltaError, type Problem } from '@alta-ts/diagnostics';
import { expect, test } from 'vitest';
import { evaluateGraph } from '../graph/evaluate.js';
import { EQ } from '../graph/predicate.js';
import { lower } from '../lower/lower.js';
import * as attention from './attention.js';
import * as elementwise from './elementwise.js';
import { numerical } from './encoding.js';
import { indices, tokens } from './primitives.js';

/** The builder as JavaScript sees it: functions that can be given anything. */
const js: Readonly<Record<string, unknown>> = { ...attention, ...elementwise, numerical, evaluateGraph, lower };

function refusal(name: string, ...operands: readonly unknown[]): Problem | undefined {
	const called = js[name];
	if (typeof called !== 'function') throw new Error(`there is no ${name}`);
	try {
		Reflect.apply(called, undefined, operands);
		return undefined;
	} catch (error) {
		if (isAltaError(error)) return error.problems[0];
		throw error;
	}
}

const same = attention.select(tokens(), tokens(), EQ);
const options = { name: 'x', vocabulary: ['a', 'b'], maxLength: 3 };
const upper = (token: string): string => token.toUpperCase();

test.each<[name: string, operands: readonly unknown[], what: string, fix: string]>([
	['lower', [tokens, options], 'lower is given the function tokens as root.', 'Call it: tokens().'],
	['lower', [same, options], 'lower is given a selector as root.', 'Give it an s-op'],
	['evaluateGraph', [tokens, ['a']], 'evaluateGraph is given the function tokens as node.', 'tokens()'],
	['sequenceMap', [upper, attention.length, indices], 'sequenceMap is given the function length as left.', 'length()'],
	['selectorWidth', [tokens()], 'selectorWidth is given an s-op as selector.', 'select(keys, queries, EQ)'],
	['selectorNot', [undefined], 'selectorNot is given nothing as selector.', 'select('],
	['selectorAnd', [same, tokens()], 'selectorAnd is given an s-op as right.', 'select('],
	['selectorOr', [null, same], 'selectorOr is given null as left.', 'select('],
	['select', [tokens(), tokens(), '=='], 'select is given the text "==" as predicate.', 'Give it EQ'],
	['select', [tokens(), tokens()], 'select is given nothing as predicate.', 'Give it EQ'],
	['aggregate', [tokens(), same], 'aggregate is given an s-op as selector.', 'select('],
	['map', [tokens(), upper], 'map is given an s-op as f.', 'The function comes first'],
	['map', [upper, 7], 'map is given the number 7 as sequence.', 'an s-op'],
	['linearSequenceMap', [indices, indices, 1], 'linearSequenceMap is given nothing as rightFactor.', 'a number'],
	['numerical', [same], 'numerical is given a selector as sequence.', 'an s-op'],
	['named', ['x', 'y'], 'named is given the text "y" as node.', 'an s-op'],
])('%s refuses operands %# of the wrong kind: ALTA0522', (name, operands, what, fix) => {
	expect(refusal(name, ...operands)).toMatchObject({ code: 'ALTA0522', what, fix: expect.stringContaining(fix) });
});

test('options that are left out, and vocabularies that are no lists, are ALTA0520', () => {
	const root = tokens();
	expect(refusal('lower', root, { name: 'x' })).toMatchObject({ code: 'ALTA0520', what: 'The vocabulary is no list.' });
	expect(refusal('lower', root, { ...options, vocabulary: 'ab' })?.fix).toContain("[...'ab']");
	expect(refusal('lower', root, { ...options, vocabulary: new Set(['a']) })?.code).toBe('ALTA0520');
	expect(refusal('lower', root, { vocabulary: ['a'], maxLength: 2 })?.what).toBe('The program has no name.');
});
