import { expect, test } from 'vitest';
import { printProblem, printProblems } from './print.js';
import { problem, warning } from './problem.js';

const facts = { what: 'It is wrong.', why: 'It is not right.', fix: 'Make it right.' };
const text = 'first line\nsecond wrong line\nthird';
const at = (from: number, to: number) => problem('ALTA9999', { ...facts, span: { source: 'a.rasp', from, to } });
const lines = (from: number, to: number): readonly string[] =>
	printProblem(at(from, to), { sources: { 'a.rasp': text } })
		.split('\n')
		.slice(1, 4);

test('a problem says what, where, why and what to do', () => {
	expect(printProblem(problem('ALTA9999', { ...facts, where: ['program p', 'stage 0'] }))).toBe(
		['error ALTA9999: It is wrong.', '  where: program p › stage 0', '  why: It is not right.', '  do: Make it right.'].join('\n'),
	);
});

test('a problem of nowhere has no such line', () => {
	expect(printProblem(warning('ALTA9999', facts)).split('\n')).toEqual([
		'warning ALTA9999: It is wrong.',
		'  why: It is not right.',
		'  do: Make it right.',
	]);
});

test('a span in a known source is shown with its line, underlined', () => {
	expect(lines(18, 23)).toEqual(['  a.rasp:2:8', '  2 | second wrong line', '             ^^^^^']);
	expect(lines(0, 5)).toEqual(['  a.rasp:1:1', '  1 | first line', '      ^^^^^']);
	expect(lines(29, 34)).toEqual(['  a.rasp:3:1', '  3 | third', '      ^^^^^']);
});

test('a span over several lines is underlined on its first one, an empty span by one mark', () => {
	expect(lines(18, 34)[2]).toBe('             ^^^^^^^^^^');
	expect(lines(18, 18)[2]).toBe('             ^');
	expect(lines(34, 34)).toEqual(['  a.rasp:3:6', '  3 | third', '           ^']);
});

test('a text that starts with an empty line has its first line there', () => {
	const printed = printProblem(at(0, 0), { sources: { 'a.rasp': '\nsecond' } });
	expect(printed.split('\n').slice(1, 4)).toEqual(['  a.rasp:1:1', '  1 | ', '      ^']);
});

test('a span in an unknown source is shown by its offset', () => {
	expect(printProblem(at(18, 23)).split('\n')[1]).toBe('  a.rasp:18');
	expect(printProblem(at(18, 23), { sources: { 'b.rasp': text } }).split('\n')[1]).toBe('  a.rasp:18');
});

test('colours go around the parts: errors red, warnings yellow', () => {
	const mark = (name: string) => (part: string) => `<${name}>${part}</${name}>`;
	const paint = { strong: mark('b'), dim: mark('i'), red: mark('red'), yellow: mark('yellow') };
	expect(printProblem(at(0, 5), { paint })).toContain('<red>error ALTA9999</red>: <b>It is wrong.</b>');
	expect(printProblem(warning('ALTA9999', facts), { paint })).toContain('<yellow>warning ALTA9999</yellow>');
	expect(printProblem(warning('ALTA9999', facts), { paint })).toContain('<i>why:</i> It is not right.');
});

test('several problems have an empty line between them', () => {
	const one = problem('ALTA9999', facts);
	expect(printProblems([one, one])).toBe(`${printProblem(one)}\n\n${printProblem(one)}`);
	expect(printProblems([])).toBe('');
});
