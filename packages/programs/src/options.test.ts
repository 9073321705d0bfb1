import { isAltaError } from '@alta-ts/diagnostics';
import { expect, test } from 'vitest';
import { type Optioned, readOptions, resolveOptions } from './options.js';

type Sizes = { maxLength: number; strict: boolean; order: string };

const task: Optioned<Sizes> = {
	name: 'sample',
	defaults: { maxLength: 50, strict: false, order: 'up' },
	options: {
		maxLength: { type: 'integer', min: 1, max: 100, help: 'The longest input.' },
		strict: { type: 'boolean', help: 'Whether to be strict.' },
		order: { type: 'choice', choices: ['up', 'down'], help: 'Which way.' },
	},
};

function codesOf(run: () => unknown): string[] {
	try {
		run();
	} catch (error) {
		if (isAltaError(error)) return error.problems.map((each) => each.code);
		throw error;
	}
	return [];
}

test('options left out have their defaults', () => {
	expect(resolveOptions(task)).toEqual({ maxLength: 50, strict: false, order: 'up' });
	expect(resolveOptions(task, { maxLength: 7 })).toEqual({ maxLength: 7, strict: false, order: 'up' });
});

test('texts are read by the declared types', () => {
	expect(readOptions(task, { maxLength: '12', strict: 'true', order: 'down' })).toEqual({ maxLength: 12, strict: true, order: 'down' });
});

test('an unknown option is ALTA8002 and the nearest name is suggested', () => {
	expect(() => readOptions(task, { maxlenght: '3' })).toThrow(/Write "maxLength"/);
	expect(codesOf(() => readOptions(task, { maxlenght: '3' }))).toEqual(['ALTA8002']);
	expect(codesOf(() => readOptions(task, { constructor: '3' }))).toEqual(['ALTA8002']);
});

test('a value of the wrong type or outside the limits is ALTA8003', () => {
	for (const maxLength of ['0', '101', '2.5', 'many', '', '1e1']) {
		expect(codesOf(() => readOptions(task, { maxLength }))).toEqual(['ALTA8003']);
	}
	expect(codesOf(() => resolveOptions(task, { maxLength: Number.NaN }))).toEqual(['ALTA8003']);
});

test('all problems are reported at once', () => {
	expect(codesOf(() => readOptions(task, { maxLength: '0', strict: 'yes', order: 'sideways', colour: 'red' }))).toEqual([
		'ALTA8003',
		'ALTA8003',
		'ALTA8003',
		'ALTA8002',
	]);
});
