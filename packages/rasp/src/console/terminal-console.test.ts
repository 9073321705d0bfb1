import { expect, test } from 'vitest';
import { createSession } from '../session/create-session.js';
import type { ConsolePaint } from './console-paint.js';
import { createTerminalConsole } from './terminal-console.js';

const same = (text: string): string => text;
const paint: ConsolePaint = { strong: same, dim: same, red: same, yellow: same, cyan: same };

function talk(...entries: readonly string[]): readonly string[] {
	const console = createTerminalConsole(createSession({ misfits: 'report' }), paint);
	return entries.map((entry) => console.run(`${entry}\n`).text);
}

test('shows s-ops on the example, with the layers they take', () => {
	expect(talk('h = selector_width(select(tokens, tokens, ==));')).toEqual([
		'h s-op of ints, 1 layer, on "hello"\n  h e l l o\n  1 1 2 2 1\n',
	]);
	expect(talk('set example [10, 2]', 'tokens_int / 4;')[1]).toBe('s-op of floats, no layer, on [10, 2]\n   10   2\n  2.5 0.5\n');
});

test('shows selectors as squares, and values as they are written', () => {
	expect(talk('select(indices, 0, ==);')[0]).toBe(
		'selector, on "hello": queries down, keys across\n                h e l l o\n  every query | ■ · · · ·\n',
	);
	expect(talk('x = {"a": [1, 2.0]};', '"a" + "b";', 'max;')).toEqual([
		'x = {"a": [1, 2.0]}\n',
		'"ab"\n',
		'max(a, b) function of the library\n',
	]);
});

test('shows what an application gives', () => {
	expect(talk('indices("ab");', 'full_s("ab");')).toEqual(['  a b\n  0 1\n', '  every query | all\n']);
});

test('warns of traps and of what does not fit the example, and goes on', () => {
	const [trap = '', misfit = '', again = '', fits = ''] = talk('not indices == 0;', 'n = tokens_int;', 'n + 1;', 'set example "12"\nn;');
	expect(trap).toContain('warning ALTA0040');
	expect(misfit).toContain('the definition holds all the same');
	expect(again).toBe('s-op, no layer, without a value on the example\n');
	expect(fits).toContain('  1 2\n  1 2\n');
	expect(talk('set example ""', 'indices;')[1]).toContain('indices s-op, no layer, without a value on the example\n');
});

test('helps, unless something is called help', () => {
	const console = createTerminalConsole(createSession(), paint);
	for (const entry of ['help\n', 'help;\n', '?\n']) {
		expect(console.isUnfinished(entry)).toBe(false);
		expect(console.run(entry).text).toContain('set example "abc"');
	}
	console.run('help = 1;\n');
	expect(console.run('help;\n').text).toBe('help = 1\n');
});

test('hides examples on request', () => {
	expect(talk('examples off', 'indices;', 'full_s;', 'show example')).toEqual([
		'',
		'indices s-op, no layer\n',
		'full_s selector\n',
		's-ops and selectors are shown on "hello"\n',
	]);
});

test('knows what is unfinished, and what can follow', () => {
	const console = createTerminalConsole(createSession(), paint);
	expect(['x = 1', 'def f() {', '', 'x = 1;', 'x = ;', '# note'].map(console.isUnfinished)).toEqual([
		true,
		true,
		false,
		false,
		false,
		false,
	]);
	console.run('selected = 1;\n');
	expect(console.complete('x = sel')).toEqual({
		words: ['select(', 'select_from_first', 'select_from_last', 'select_next_identical', 'selected', 'selector_width'],
		part: 'sel',
	});
	expect(console.complete('x = ').words).toEqual([]);
});
