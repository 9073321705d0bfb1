import { expect, test } from 'vitest';
import { createSession } from '../session/create-session.js';
import { createPaperConsole } from './paper-console.js';

function answers(files: Readonly<Record<string, string>>, ...lines: readonly string[]): string {
	const read = (path: string): { name: string; text: string } | undefined => {
		const text = files[path];
		return text === undefined ? undefined : { name: `${path}.rasp`, text };
	};
	const paper = createPaperConsole(createSession({ read }));
	return lines.map((line) => paper.line(line)).join('');
}

test('lists what lies in lists and dicts', () => {
	expect(answers({}, '[full_s, 3, "a", max];')).toBe(
		[
			'     list: out =  [',
			'\t\t     selector: full_s',
			'\t\t \t Example:',
			...['     h e l l o', ' h | 1 1 1 1 1', ' e | 1 1 1 1 1', ' l | 1 1 1 1 1', ' l | 1 1 1 1 1', ' o | 1 1 1 1 1'].map(
				(row) => `\t\t \t\t\t${row}`,
			),
			'\t\t    value:  3',
			'\t\t    value:  "a"',
			'\t\t     RASP_support/rasplib function: max(a, b)',
			'                 ]',
			'>> ',
		].join('\n'),
	);
	expect(answers({}, 'x = {1: [], 2: {}};')).toContain('     dict: x =  {\n\t\t\t 1 :     list: []\n\t\t\t 2 :     dict: {}\n');
});

test('texts in lists are written as Python writes them', () => {
	const text = ['\\', '\t', '\u0001', '\u00a0', '\u00e9', '\u200b', '\u{1f600}', '\u{e0001}'].join('');
	expect(answers({}, `["${text}"];`)).toBe("     list: out = ['\\\\\\t\\x01\\xa0\u00e9\\u200b\u{1f600}\\U000e0001']\n>> ");
});

test('of a file that is loaded only the last value of each name is listed, unless something failed', () => {
	expect(answers({ a: 'x = 1;\ny = 2;\nx = 3;\nx;\n_z = 4;\nfor i in [1] { w = i; }\n' }, 'load "a";', 'w;')).toBe(
		'    value: y =  2\n    value: x =  3\n>>     value: w =  1\n>> ',
	);
	expect(answers({ a: 'x = 1;\nnope;\nx = 3;\n' }, 'load "a";')).toBe(
		'    value: x =  1\n\t\t!!ignoring input:\n\t Error: Undefined variable: nope\n    value: x =  3\n>> ',
	);
});

test('a file can change the example, but not what is shown', () => {
	expect(answers({ a: 'set example "ab"\nexamples off\n' }, 'load "a";', 'indices;')).toBe(
		'>>      s-op: indices\n \t Example: indices("ab") = [0, 1] (ints)\n>> ',
	);
});

test('a name of a file that is reserved at the console is told, and stands in the file', () => {
	expect(answers({ a: 'def max(x) { return x; }\ny = max(2);\n' }, 'load "a";', 'max(1, 2);')).toBe(
		'\t\t!!ignoring input:\n\t Error: Cannot set reserved name: max\n    value: y =  2\n>>     value: out =  2\n>> ',
	);
});

test('a file that is not RASP is told', () => {
	expect(answers({ a: 'x = ;\n' }, 'load "a";')).toMatch(/^\t!! antlr exception: .* \t-- ignoring input\n>> $/);
});

test('a selector that has no value on its example is told of, and is bound', () => {
	const printed = answers({}, 'set s-op example [1, 2]', 't = tokens_int;', 's = select(t, t, ==);', 's([3]);');
	expect(printed).toContain('something went wrong: ');
	expect(printed).toContain('\t = \n \t\t\t     3\n \t\t\t 3 | 1\n');
});
