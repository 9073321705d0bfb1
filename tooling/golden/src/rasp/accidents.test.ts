import { createPaperConsole, createSession } from '@alta-ts/rasp';
import { expect, test } from 'vitest';

/** Accidents of the recorded console, and what ours does instead. Recordings whose names begin with `quirks_` hold the accidents. */

function answers(...lines: readonly string[]): string {
	const paper = createPaperConsole(createSession());
	return lines.map((line) => paper.line(line)).join('');
}

test('inputs that are equal as numbers but of different types are different inputs', () => {
	expect(answers('tokens_asis([1,0]);')).toBe('\t =  [1, 0] (ints)\n>> ');
	expect(answers('tokens_asis([1,0]);', 'tokens_asis([True,False]);', 'tokens_asis([1.0,0]);')).toBe(
		'\t =  [1, 0] (ints)\n>> \t =  [T, F] (bools)\n>> \t =  [1.0, 0] (floats)\n>> ',
	);
});

test('several statements on a line run in order', () => {
	expect(answers('a=1; b=2;', 'a;')).toBe('    value: a =  1\n    value: b =  2\n>>     value: a =  1\n>> ');
});

test('blanks may stand before a parenthesis', () => {
	expect(answers('len ([1,2]);')).toBe('    value: out =  2\n>> ');
	expect(answers('select (1,1,==)("a");')).toBe('\t = \n \t\t\t     a\n \t\t\t a | 1\n>> ');
});

test('a comment may stand in the middle of a statement', () => {
	expect(answers('x = # one', ' 1;')).toBe('..     value: x =  1\n>> ');
});

test('what an application gives is a list', () => {
	expect(answers('x = indices("hi");', 'x[1];', 'x + [5];')).toBe(
		'     list: x = [0, 1]\n>>     value: out =  1\n>>      list: out = [0, 1, 5]\n>> ',
	);
	expect(answers('x = select(1,1,==)("a");')).toBe('     list: x =  [\n\t\t     list: [True]\n                 ]\n>> ');
});

test('what stands in parentheses can be indexed', () => {
	expect(answers('(indices)[1];')).toBe('     s-op: out\n \t Example: out("hello") = [1]*5 (ints)\n>> ');
	expect(answers('([1,2])[1];')).toBe('    value: out =  2\n>> ');
});

test('full display shows the example that belongs to it, with its type', () => {
	expect(answers('set s-op example [1,2]', 'full seq display on', 'indices;')).toBe(
		'>> >>      s-op: indices\n \t Example:\n \t\tinput:   1 2 \t (ints)\n \t\toutput:  0 1 \t (ints)\n>> ',
	);
});

test('% on a text is an error', () => {
	expect(answers('"a%s" % 3;')).toContain('something went wrong: ');
});

test('what no text can complete is told at once', () => {
	for (const line of ['1a = 2;', 'f(a;', 'a[];', 'a[1:2];']) expect(answers(line)).toContain('\t!! antlr exception: ');
});

test('a file that loads itself is an error', () => {
	const session = createSession({ read: (path) => ({ name: `${path}.rasp`, text: 'load "self";\n' }) });
	expect(createPaperConsole(session).line('load "self";')).toBe('\t\t!!ignoring input:\n\t file loads itself: self.rasp\n>> ');
});
