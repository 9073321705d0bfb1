import { expect, test } from 'vitest';
import { selectorLines } from './selector-lines.js';

test('a selector is a square of tokens by tokens', () => {
	expect(selectorLines(['10', '2'], ['10', '01'])).toEqual(['     10  2', '10 |  ■  ·', ' 2 |  ·  ■']);
});

test('characters of two columns are aligned by columns', () => {
	expect(selectorLines(['日', 'a'], ['10', '01'])).toEqual(['     日  a', '日 |  ■  ·', ' a |  ·  ■']);
});

test('rows of all or nothing that follow each other are one line', () => {
	expect(selectorLines('abcdef'.split(''), ['000000', '000000', '100000', '111111', '111111', '111111'])).toEqual([
		'        a b c d e f',
		'  a b | none',
		'    c | ■ · · · · ·',
		'd e f | all',
	]);
	expect(selectorLines('abcdef'.split(''), ['000000', '000000', '000000', '000000', '000000', '100000'])[1]).toBe('a … e (5) | none');
});

test('all rows are one where they are the same', () => {
	expect(selectorLines('abc'.split(''), ['010', '010', '010'])).toEqual(['              a b c', 'every query | · ■ ·']);
	expect(selectorLines('abc'.split(''), ['111', '111', '111'])).toEqual(['every query | all']);
	expect(selectorLines(['a'], ['0'])).toEqual(['a | none']);
});
