import { isAltaError, type Problem } from '@alta-ts/diagnostics';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseProgram } from './parse-program.js';
import { printProgram } from './print-program.js';
import { exampleHead, exampleProgram } from './testing/example-program.js';
import { arbitraryProgram } from './testing/random-program.js';

const whole = printProgram(
	exampleProgram({ heads: [exampleHead, { ...exampleHead, output: 'x', where: [{ query: 'bit', key: 'bit', test: 'equal' }] }] }),
);

/** What parsing complains about; empty when it does not. Anything but an AltaError goes on. */
function problemsOf(text: string): readonly Problem[] {
	try {
		parseProgram(text, 'test.json');
		return [];
	} catch (error) {
		if (isAltaError(error)) return error.problems;
		throw error;
	}
}

/** The codes, and the stretch of text that each problem points at. */
function found(text: string): readonly string[] {
	return problemsOf(text).map(({ code, span }) => `${code} ${text.slice(span?.from, span?.to)}`);
}

/** The whole program with one piece of its text replaced. */
function changed(piece: string, replacement: string): string {
	expect(whole).toContain(piece);
	return whole.replace(piece, () => replacement);
}

test('layout and the order of keys do not matter', () => {
	const program = exampleProgram();
	const compact = JSON.stringify(JSON.parse(printProgram(program)));
	expect(parseProgram(compact)).toEqual(program);
	expect(parseProgram(` \n\t${compact}\r\n`)).toEqual(program);
});

const structural: readonly (readonly [string, string, string, string])[] = [
	['a format of the future', '"alta-program/1"', '"alta-program/2"', 'ALTA1001 "alta-program/2"'],
	['a number as the name', '"name": "example"', '"name": 7', 'ALTA1154 7'],
	['a missing key', '"combine": "only", ', '', 'ALTA1155 { "output": "left"'],
	['a misspelt key', '"tokens"', '"token"', 'ALTA1155 { "token": ["a", "b"] }'],
	['an unknown key', '"repeat": 2', '"repeat": 2, "colour": "red"', 'ALTA1156 "red"'],
	['an unknown kind', '"categorical"', '"categoric"', 'ALTA1154 "categoric"'],
	['an unknown way to combine', '"combine": "only"', '"combine": "max"', 'ALTA1154 "max"'],
	['an unknown pick', '"combine": "only"', '"combine": { "pick": "middle" }', 'ALTA1154 "middle"'],
	['an unknown test', '"test": "equal"', '"test": "same"', 'ALTA1154 "same"'],
	['a table that is no table', '"test": "equal"', '"test": [1]', 'ALTA1154 1'],
	['an unknown empty', '"empty": "undefined"', '"empty": null', 'ALTA1154 null'],
	['text for a truth value', '"keep": false', '"keep": "no"', 'ALTA1154 "no"'],
	['text for an offset', '[-1]', '["-1"]', 'ALTA1154 "-1"'],
	['a number for offsets', '[-1]', '-1', 'ALTA1154 -1'],
	['a list as a value', '"byToken": [0, 1]', '"byToken": [0, [1]]', 'ALTA1154 [1]'],
	['null as a category', '"values": [0, 1]', '"values": [0, null]', 'ALTA1154 null'],
	['an atom as a set', '{ "set": [0, 1] }]', '0]', 'ALTA1154 0'],
	['a set with an atom twice', '{ "set": [0, 1] }]', '{ "set": [1, 1] }]', 'ALTA1157 [1, 1]'],
	['an empty object as init', '{ "constant": 1.5 }', '{}', 'ALTA1155 {}'],
	['two initialisations', '{ "constant": 1.5 }', '{ "constant": 1.5, "byToken": [0, 1] }', 'ALTA1156 1.5'],
	['text as a repetition', '"repeat": 2', '"repeat": "forever"', 'ALTA1154 "forever"'],
	['a term on null', '"value": 1, "weights"', '"value": null, "weights"', 'ALTA1154 null'],
	['text as a pool', '"pool": "none"', '"pool": "max"', 'ALTA1154 "max"'],
	['a number as a row', '{ "when": { "bit": [0], "left": [1] }, "value": 1 }', '3', 'ALTA1154 3'],
	['an atom in when', '"left": [1]', '"left": 1', 'ALTA1154 1'],
];

test.each(structural)('%s', (_, piece, replacement, expected) => {
	expect(found(changed(piece, replacement))).toContainEqual(expect.stringContaining(expected));
});

test('all structural problems are found at once, with path and place', () => {
	const text = changed('"keep": false', '"keep": 0')
		.replace('"name": "example"', '"nam": "example"')
		.replace('"bias": [0, 0.5]', '"bias": 0');
	expect(problemsOf(text).map(({ code, where, what }) => [code, ...where, what])).toEqual([
		['ALTA1156', 'test.json', 'nam', 'The key "nam" is not known here.'],
		['ALTA1155', 'test.json', 'top level', 'The key "name" is missing.'],
		['ALTA1154', 'test.json', 'stages[0].layers[0].heads[0].keep', 'Expected true or false, found a number.'],
		['ALTA1154', 'test.json', 'output.bias', 'Expected a list, found a number.'],
	]);
	expect(problemsOf(text)[0]?.fix).toBe('Did you mean "name"?');
});

test('ALTA1154 suggests the word that was meant', () => {
	expect(problemsOf(changed('"combine": "only"', '"combine": "olny"'))).toMatchObject([{ fix: 'Did you mean "only"?' }]);
	expect(problemsOf(changed('"numerical"', '"numeric"'))).toMatchObject([{ fix: 'Did you mean "numerical"?' }]);
});

test('of another format nothing but the format is reported', () => {
	expect(problemsOf('{ "format": "alta-program/9", "modules": [] }')).toMatchObject([
		{ code: 'ALTA1001', why: 'This version reads "alta-program/1" only.' },
	]);
});

const broken: readonly (readonly [string, string])[] = [
	['', 'ALTA1150'],
	['   ', 'ALTA1150'],
	['{', 'ALTA1150'],
	['{}{}', 'ALTA1150'],
	['[1,]', 'ALTA1150'],
	['{"a":1,}', 'ALTA1150'],
	['{"a" 1}', 'ALTA1150'],
	["{'a': 1}", 'ALTA1150'],
	['{a: 1}', 'ALTA1150'],
	['[01]', 'ALTA1150'],
	['[.5]', 'ALTA1150'],
	['[+1]', 'ALTA1150'],
	['[NaN]', 'ALTA1150'],
	['["a\nb"]', 'ALTA1150'],
	['["\\x"]', 'ALTA1150'],
	['"\\u12"', 'ALTA1150'],
	['"unclosed', 'ALTA1150'],
	['nul', 'ALTA1150'],
	['\ufeff{}', 'ALTA1150'],
	['['.repeat(100), 'ALTA1151'],
	['['.repeat(1_000_000), 'ALTA1151'],
	['{"a":'.repeat(1_000_000), 'ALTA1151'],
];

test.each(broken)('text that is not JSON gives one problem: %.20s', (text, code) => {
	expect(problemsOf(text).map((each) => each.code)).toEqual([code]);
});

test('ALTA1150 says what was expected and points there', () => {
	expect(problemsOf('{ "name": tru }')).toMatchObject([
		{ what: 'Expected a value, found "tru }".', where: ['test.json', 'name'], span: { source: 'test.json', from: 10, to: 11 } },
	]);
});

test('JSON that is no program is refused, whatever it is', () => {
	for (const text of ['null', '1', '"x"', '[]', 'true']) expect(found(text)).toEqual([`ALTA1154 ${text}`]);
	expect(problemsOf('{}').map((each) => each.code)).toEqual(Array.from({ length: 6 }, () => 'ALTA1155'));
});

test('ALTA1152: a key given twice', () => {
	expect(found(changed('"name": "example"', '"name": "example", "name": "other"'))).toEqual(['ALTA1152 "name"']);
});

test('ALTA1153: a number out of range, of any sign; small ones become 0', () => {
	expect(found(changed('"constant": 1.5', '"constant": 1e999'))).toEqual(['ALTA1153 1e999']);
	expect(found(changed('"constant": 1.5', '"constant": -1e999'))).toEqual(['ALTA1153 -1e999']);
	expect(found(changed('"constant": 1.5', '"constant": -1e-999'))).toEqual([]);
});

test('ALTA1018: half a surrogate pair, written out or as an escape', () => {
	expect(found(changed('"name": "example"', '"name": "\\ud800"'))).toEqual(['ALTA1018 "\\ud800"']);
	expect(found(changed('"name": "example"', '"name": "\udc00"'))).toEqual(['ALTA1018 "\udc00"']);
	expect(found(changed('"name": "example"', '"name": "\\ud83d\\ude00"'))).toEqual([]);
});

test('__proto__ is a key like any other', () => {
	expect(found(changed('"name": "example"', '"name": "example", "__proto__": { "name": "x" }'))[0]).toMatch(/^ALTA1156/);
	const program = parseProgram(changed('{ "bit": [0], "left": [1] }', '{ "__proto__": [0] }'), 'test.json');
	const update = program.stages[0]?.layers[0]?.updates[0];
	const when = update !== undefined && 'rows' in update ? update.rows[0]?.when : undefined;
	expect(Object.getPrototypeOf(when)).toBe(Object.prototype);
	expect(Object.keys(when ?? {})).toEqual(['__proto__']);
});

test('a very long text is read', () => {
	const name = `${'x'.repeat(3_000_000)}${'\\n'.repeat(300_000)}`;
	expect(parseProgram(changed('"name": "example"', `"name": "${name}"`)).name.length).toBe(3_300_000);
});

test('the texts that are accepted are those that JSON.parse accepts', () => {
	const pieces = fc.constantFrom(
		'{',
		'}',
		'[',
		']',
		',',
		':',
		'"',
		'\\',
		'a',
		'"a"',
		'"a":',
		'1',
		'-',
		'0',
		'.5',
		'e3',
		'true',
		'null',
		' ',
		'\n',
		'\u0001',
	);
	const texts = fc.oneof(
		fc.json(),
		fc.array(pieces, { maxLength: 8 }).map((list) => list.join('')),
	);
	const isJson = (text: string): boolean => {
		try {
			JSON.parse(text);
			return true;
		} catch {
			return false;
		}
	};
	fc.assert(
		fc.property(texts, (text) => {
			expect(problemsOf(text).some((each) => each.code === 'ALTA1150')).toBe(!isJson(text));
		}),
		{ numRuns: 2000 },
	);
});

test('a text with a hole in it never gives anything but a program or problems', () => {
	fc.assert(
		fc.property(
			arbitraryProgram(),
			fc.nat(),
			fc.nat(40),
			fc.constantFrom('', 'null', '[]', '{}', '"x"', '1e999', ','),
			(program, at, length, filling) => {
				const text = printProgram(program);
				const from = at % text.length;
				const problems = problemsOf(text.slice(0, from) + filling + text.slice(from + length));
				for (const each of problems) expect(each.code).toMatch(/^ALTA1(001|018|15\d)$/);
			},
		),
		{ numRuns: 500 },
	);
});
