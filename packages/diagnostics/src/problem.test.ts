import { expect, test } from 'vitest';
import { problem, warning } from './problem.js';

const facts = { what: 'It is wrong.', why: 'It is not right.', fix: 'Make it right.' };

test('a problem is an error, a warning is not', () => {
	expect(problem('ALTA9999', facts)).toEqual({ code: 'ALTA9999', severity: 'error', where: [], ...facts });
	expect(warning('ALTA9999', facts)).toEqual({ code: 'ALTA9999', severity: 'warning', where: [], ...facts });
});

test('place and span are kept; a span that is undefined leaves no key behind', () => {
	const span = { source: 'a.json', from: 1, to: 2 };
	const where = ['program p', 'stage 0'];
	expect(problem('ALTA9999', { ...facts, where, span })).toEqual({ code: 'ALTA9999', severity: 'error', where, span, ...facts });
	expect(Object.keys(problem('ALTA9999', { ...facts, span: undefined }))).not.toContain('span');
});
