import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alta, temporaryFolder } from '../testing/alta.js';

const source = ['same = select(tokens, tokens, ==);', 'hist = selector_width(same);', 'half = hist / 2;', 'n = 2 ^ 70;', ''].join('\n');

function folderWith(files: Readonly<Record<string, string>>): string {
	const cwd = temporaryFolder();
	for (const [name, text] of Object.entries(files)) {
		mkdirSync(join(cwd, name, '..'), { recursive: true });
		writeFileSync(join(cwd, name), text);
	}
	return cwd;
}

test('prints a sequence for each input, and the square of a selector', async () => {
	const cwd = folderWith({ 'hist.rasp': source });
	expect(await alta(['eval', 'hist.rasp', '--output', 'hist', '--input', '"hello"', '--input', '[1, 1]'], { cwd })).toEqual({
		code: 0,
		out: '[1, 1, 2, 2, 1] (ints)\n[2]*2 (ints)\n',
		err: '',
	});
	expect((await alta(['eval', 'hist.rasp', '--output', 'same', '--input', '"aba"'], { cwd })).out).toBe(
		['    a b a', 'a | ■ · ■', 'b | · ■ ·', 'a | ■ · ■', ''].join('\n'),
	);
	expect((await alta(['eval', 'hist.rasp', '--output', 'n'], { cwd })).out).toBe('1180591620717411303424\n');
	expect((await alta(['eval', 'hist.rasp', '--output', 'hist + 1'], { cwd })).out).toBe('[2, 2, 3, 3, 2] (ints)\n');
});

test('prints a line of JSON for each input', async () => {
	const cwd = folderWith({ 'hist.rasp': source });
	const { out } = await alta(['eval', 'hist.rasp', '--output', 'half', '--input', '"aab"', '--input', '"a"', '--json'], { cwd });
	expect(out).toBe(
		'{"kind":"seq","type":"float","vals":[1.0,1.0,0.5],"text":"[1.0, 1.0, 0.5] (floats)"}\n' +
			'{"kind":"seq","type":"float","vals":[0.5],"text":"[0.5] (floats)"}\n',
	);
	expect((await alta(['eval', 'hist.rasp', '--output', 'same', '--input', '"ab"', '--json'], { cwd })).out).toBe(
		'{"kind":"selector","rows":["10","01"]}\n',
	);
	expect((await alta(['eval', 'hist.rasp', '--output', 'n', '--json'], { cwd })).out).toBe(
		'{"kind":"value","val":1180591620717411303424}\n',
	);
});

test('reads what a file loads beside it, and definitions that do not fit the example', async () => {
	const cwd = folderWith({ 'lib/main.rasp': 'load "more";\ntokens = tokens_int;\nall = tokens + more;\n', 'lib/more.rasp': 'more = 1;\n' });
	expect((await alta(['eval', 'lib/main.rasp', '--output', 'all', '--input', '[1, 2]'], { cwd })).out).toBe('[2, 3] (ints)\n');
});

test('uses the example that the file sets', async () => {
	const cwd = folderWith({ 'a.rasp': 'set example [4, 5]\nx = tokens_int * 2;\n' });
	expect((await alta(['eval', 'a.rasp', '--output', 'x'], { cwd })).out).toBe('[8, 10] (ints)\n');
});

test('tells everything that is wrong with a file, with its places', async () => {
	const cwd = folderWith({ 'bad.rasp': 'a = ;\nb = 1;\nc = (;\n', 'worse.rasp': 'a = 1 / 0;\nb = nope;\nload "none";\nc = 7;\n' });
	const bad = await alta(['eval', 'bad.rasp', '--output', 'b'], { cwd });
	expect(bad.code).toBe(2);
	expect(bad.err.match(/ALTA0001/g)).toHaveLength(2);
	expect(bad.err).toContain('bad.rasp:3:6');
	const worse = await alta(['eval', 'worse.rasp', '--output', 'b'], { cwd });
	expect(worse.err.match(/ALTA\d+/g)).toEqual(['ALTA0022', 'ALTA0010', 'ALTA0013', 'ALTA0010']);
	expect([worse.code, worse.out]).toEqual([2, '']);
});

test('a statement that fails does not keep others from being evaluated, but from exiting with 0', async () => {
	const cwd = folderWith({ 'a.rasp': 'a = 1 / 0;\nb = indices + 1;\n' });
	const { code, out, err } = await alta(['eval', 'a.rasp', '--output', 'b', '--input', '"xy"'], { cwd });
	expect([code, out]).toEqual([1, '[1, 2] (ints)\n']);
	expect(err).toMatch(/ALTA0022[\s\S]*a\.rasp:1/);
	expect((await alta(['run', 'a.rasp', '--output', 'b', '--vocab', 'xy', 'x'], { cwd })).err).toContain('ALTA0022');
});

test('an input on which evaluation fails is named, and the others are evaluated all the same', async () => {
	const cwd = folderWith({ 'inv.rasp': 'tokens = tokens_int;\ninv = 1 / tokens;\n' });
	const words = ['eval', 'inv.rasp', '--output', 'inv', '--input', '[1, 2]', '--input', '[0, 1]', '--input', '[4]'];
	const { code, out, err } = await alta(words, { cwd });
	expect([code, out]).toEqual([1, '[1.0, 0.5] (floats)\n[0.25] (floats)\n']);
	expect(err).toMatch(/^error ALTA0022: .*\n {2}where: --input \[0, 1\]/);
	expect(err.match(/ALTA/g)).toHaveLength(1);
	const lines = (await alta([...words, '--json'], { cwd })).out.trimEnd().split('\n');
	expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
		{ kind: 'seq' },
		{ kind: 'failed', input: '[0, 1]', code: 'ALTA0022', what: expect.stringContaining('.') },
		{ kind: 'seq' },
	]);
	const unread = await alta([...words, '--input', 'hello'], { cwd });
	expect([unread.code, unread.out]).toEqual([2, '']);
});

test('warns of traps, and answers all the same', async () => {
	const cwd = folderWith({ 'a.rasp': 'x = not tokens == "a";\n' });
	const { code, out, err } = await alta(['eval', 'a.rasp', '--output', 'x', '--input', '"ab"'], { cwd });
	expect([code, out]).toEqual([0, '[F]*2 (bools)\n']);
	expect(err).toContain('warning ALTA0040');
});

test('wants an output and inputs of RASP', async () => {
	const cwd = folderWith({ 'hist.rasp': source });
	expect((await alta(['eval', 'hist.rasp'], { cwd })).err).toContain('ALTA9005');
	expect((await alta(['eval', 'hist.rasp', '--output', 'hits'], { cwd })).err).toContain('Write hist');
	expect((await alta(['eval', 'hist.rasp', '--output', 'hist', '--input', 'hello'], { cwd })).err).toContain('ALTA0010');
	expect((await alta(['eval', 'hist.rasp', '--output', 'hist', '--input', '1; 2'], { cwd })).err).toContain('ALTA0003');
	expect((await alta(['eval', 'hist.rasp', '--output', 'hist', '--input', '""'], { cwd })).code).toBe(1);
});

test('says how inputs are written, and what the file binds', async () => {
	const cwd = folderWith({ 'hist.rasp': source });
	const input = await alta(['eval', 'hist.rasp', '--output', 'hist', '--input', 'hello'], { cwd });
	expect(input.err).toMatch(/ALTA0010[\s\S]*where: --input[\s\S]*Write --input '"hello"'/);
	expect((await alta(['eval', 'hist.rasp', '--output', 'hist', '--input', '({)}'], { cwd })).err).toContain(`Write --input '"({)}"'`);
	expect((await alta(['eval', 'hist.rasp', '--output', 'nope'], { cwd })).err).toMatch(/where: --output[\s\S]*binds same, hist, half, n\./);
});

test('draws what the file draws', async () => {
	const cwd = folderWith({ 'a.rasp': 'x = indices + 1;\ndraw(x, "ab");\n' });
	expect((await alta(['eval', 'a.rasp', '--output', 'x', '--input', '"ab"'], { cwd })).out).toBe('[1, 2] (ints)\n');
	expect(existsSync(join(cwd, 'comp_flows'))).toBe(true);
});
