import { isAltaError } from '@alta-ts/diagnostics';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { programCodes } from './codes-program.js';
import type { Program } from './program.js';
import { exampleProgram } from './testing/example-program.js';
import { arbitraryProgram } from './testing/random-program.js';
import { checkProgram, validateProgram } from './validate.js';

const broken = exampleProgram({
	bit: { init: { byToken: [0] } },
	head: { value: 'bits', keep: true },
	repeat: 0,
});

test('a valid program has no problems', () => {
	expect(validateProgram(exampleProgram())).toEqual([]);
	expect(
		validateProgram(exampleProgram({ layers: [], program: { stages: [], output: { variable: 'bit' } } })).map((each) => each.code),
	).toEqual(['ALTA1140', 'ALTA1140', 'ALTA1140']);
});

test('all problems are found at once, each with its place', () => {
	expect(validateProgram(broken).map(({ code, where }) => [code, ...where])).toEqual([
		['ALTA1014', 'program example', 'variable bit', 'init'],
		['ALTA1020', 'program example', 'stage 0', 'layer 0', 'head left'],
		['ALTA1121', 'program example', 'stage 0'],
	]);
});

test('a misspelt name comes with the closest one', () => {
	expect(validateProgram(broken)[1]).toMatchObject({ what: 'No variable is called "bits".', fix: 'Did you mean "bit"?' });
	expect(validateProgram(exampleProgram({ head: { value: 'colour' } }))[0]?.fix).toMatch(/declared names/);
});

test('checkProgram throws all errors, and passes over warnings', () => {
	let caught: unknown;
	try {
		checkProgram(broken);
	} catch (error) {
		caught = error;
	}
	expect(isAltaError(caught) && caught.problems.map((each) => each.code)).toEqual(['ALTA1014', 'ALTA1020', 'ALTA1121']);
	const unused = exampleProgram({ updates: [] });
	expect(validateProgram(unused)).toMatchObject([{ code: 'ALTA1141', severity: 'warning' }]);
	expect(() => checkProgram(unused)).not.toThrow();
});

test('a problem in a variable or a row that knows its source points there', () => {
	const source = { source: 'example.rasp', from: 3, to: 9 };
	const row = { when: {}, value: 2, source };
	const found = validateProgram(
		exampleProgram({ bit: { init: { constant: 5 }, source }, updates: [{ reads: ['bit', 'left'], writes: 'bit', rows: [row] }] }),
	);
	expect(found.map(({ code, span }) => [code, span])).toEqual([
		['ALTA1013', source],
		['ALTA1107', source],
	]);
});

test('ALTA1001: another format, whatever the types say', () => {
	const program = JSON.parse('{"format":"alta-program/2"}');
	const found = validateProgram({ ...exampleProgram(), format: program.format });
	expect(found.map((each) => each.code)).toEqual(['ALTA1001']);
});

test('ALTA1001: what is no program, with how to get one', () => {
	const found = (text: string) => validateProgram(JSON.parse(text));
	expect(found('{}')).toMatchObject([{ code: 'ALTA1001', fix: 'Give what defineProgram or parseProgram makes.' }]);
	expect(found('null')).toMatchObject([{ code: 'ALTA1001' }]);
	expect(found('{"program":{},"cost":{}}')[0]?.fix).toContain('lower(…).program');
	expect(found('{"op":"tokens"}')[0]?.fix).toContain('lower(x');
});

test('no random program has an error', () => {
	fc.assert(
		fc.property(arbitraryProgram(), (program: Program) => {
			expect(validateProgram(program).filter((each) => each.severity === 'error')).toEqual([]);
		}),
		{ numRuns: 500 },
	);
});

test('every code that validation reports is documented', () => {
	for (const { code } of validateProgram(broken)) expect(Object.keys(programCodes)).toContain(code);
});
