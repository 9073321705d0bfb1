import { expect, test } from 'vitest';
import { AltaError, altaError, isAltaError, throwProblems } from './alta-error.js';
import { problem, warning } from './problem.js';

const facts = { what: 'It is wrong.', why: 'It is not right.', fix: 'Make it right.' };
const one = problem('ALTA9991', facts);
const two = problem('ALTA9992', { ...facts, what: 'It is worse.' });

function caught(action: () => void): unknown {
	try {
		action();
		return undefined;
	} catch (error) {
		return error;
	}
}

test('an error carries its problems, and the code of the first', () => {
	const error = new AltaError([one, two]);
	expect(error).toBeInstanceOf(Error);
	expect(error.problems).toEqual([one, two]);
	expect(error.code).toBe('ALTA9991');
	expect(error.name).toBe('AltaError');
	expect(error.message).toContain('It is wrong.');
	expect(error.message).toContain('It is worse.');
});

test('an error of one problem may have a cause', () => {
	const cause = new RangeError('inner');
	const error = altaError('ALTA9991', facts, { cause });
	expect(error.problems).toEqual([one]);
	expect(error.cause).toBe(cause);
});

test('errors are known by their mark, so those of another copy are too', () => {
	expect(isAltaError(altaError('ALTA9991', facts))).toBe(true);
	expect(isAltaError(Object.assign(new Error('other copy'), { altaError: true }))).toBe(true);
	expect([new Error('plain'), null, undefined, 'ALTA9991', { code: 'ALTA9991' }].filter(isAltaError)).toEqual([]);
});

test('throwProblems throws all errors, and only those', () => {
	const error = caught(() => throwProblems([warning('ALTA9993', facts), one, two]));
	expect(isAltaError(error) && error.problems).toEqual([one, two]);
	expect(caught(() => throwProblems([warning('ALTA9993', facts)]))).toBeUndefined();
	expect(caught(() => throwProblems([]))).toBeUndefined();
});
