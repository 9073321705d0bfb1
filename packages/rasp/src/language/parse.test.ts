import { printProblem } from '@alta-ts/diagnostics';
import { describe, expect, test } from 'vitest';
import { parseRasp } from './parse.js';

function told(text: string): string {
	return parseRasp(text, 'a.rasp')
		.problems.map((each) => printProblem(each, { sources: { 'a.rasp': text } }))
		.join('\n');
}

describe('parseRasp', () => {
	test('points at what does not fit, and says what would (ALTA0001)', () => {
		expect(told('x = (1;')).toBe(
			[
				'error ALTA0001: ";" does not fit here.',
				'  a.rasp:1:7',
				'  1 | x = (1;',
				'            ^',
				'  why: It is not what RASP allows at this place.',
				'  do: Write an operator or ")" here.',
			].join('\n'),
		);
	});

	test.each([
		['a != b;', 'There is no operator != outside of select'],
		['a ** b;', 'A power is written ^.'],
		['a // b;', 'There is no division to whole numbers'],
		["x = 'a';", 'Texts stand in double quotes'],
		['x = "abc', 'Texts end on the line they begin on'],
		['a & b;', 'The operators are written "and" and "or".'],
		['return 1;', 'A return is the last statement of a function'],
		['a = b = c;', 'An assignment is a statement of its own'],
	])('knows what people mean by %s', (text, why) => {
		expect(told(text)).toContain(why);
	});

	test('names a text that stands where none can', () => {
		expect(told('x = y "a";')).toContain('The text "a" does not fit here.');
	});

	test('tells every mistake of a text, and reads the statements that have none', () => {
		const { problems, program, status } = parseRasp('a = 1;\nb = ;\nc = 2;\nd = [1, 2;\ne = 3;\n');
		expect(status).toBe('error');
		expect(problems.map(({ span }) => span?.from)).toEqual([11, 29]);
		expect(problems.map(({ fix }) => fix)).toEqual(['Write an expression here.', 'Write an operator, "," or "]" here.']);
		expect(program.statements.map((each) => (each.kind === 'assign' ? each.names.map(({ name }) => name) : each.kind))).toEqual([
			['a'],
			['c'],
			['e'],
		]);
	});

	test.each([
		'x',
		'x = ',
		'def f(a) {',
		'def f(a) { return a;',
		'for i in [1] {',
		'(',
		'f(',
		'"a" + ',
		'{"a":',
		'set',
		'set example',
		'examples',
		'full seq display',
		'x = 1; y',
	])('%s is right so far', (text) => {
		expect(parseRasp(text).status).toBe('incomplete');
		expect(parseRasp(`${text} # and\n`).status).toBe('incomplete');
	});

	test('refuses what lies too deep (ALTA0002)', () => {
		for (const text of [
			`${'('.repeat(500)}1${')'.repeat(500)};`,
			'['.repeat(100_000),
			`${'not '.repeat(5000)}a;`,
			`${'f('.repeat(3000)}1${')'.repeat(3000)};`,
			`x${'[0]'.repeat(3000)};`,
			`${'def f() { '.repeat(2000)}return 1;${'} return 1;'.repeat(1999)}}`,
			`${'1 if a else '.repeat(3000)}2;`,
		]) {
			const { problems, program } = parseRasp(text);
			expect([text.slice(0, 20), program.statements.length, problems.at(-1)?.code]).toEqual([text.slice(0, 20), 0, 'ALTA0002']);
		}
	});

	test('a byte order mark is white space, with its place in spans', () => {
		const [item] = parseRasp('\ufeffx = 1;\r\n').program.statements;
		expect(item).toMatchObject({ kind: 'assign', span: { from: 1, to: 7 } });
	});

	test('reads long chains and long files', () => {
		const chain = `${Array.from({ length: 10_000 }, (_, at) => at).join(' + ')};`;
		expect(parseRasp(chain).status).toBe('ok');
		expect(parseRasp('a = 1;\n'.repeat(10_000)).program.statements).toHaveLength(10_000);
	});
});
