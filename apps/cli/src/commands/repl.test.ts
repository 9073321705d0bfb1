import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { alta, temporaryFolder } from '../testing/alta.js';

describe('on a pipe', () => {
	test("prints what the paper's console prints", async () => {
		const { code, out, err } = await alta('repl', { stdin: 'indices;\nx = 1\n;\nnope;\n' });
		expect(out).toBe(
			[
				'RASP 0.1',
				'running example is: hello',
				'>>      s-op: indices',
				' \t Example: indices("hello") = [0, 1, 2, 3, 4] (ints)',
				'>> ..     value: x =  1',
				'>> \t\t!!ignoring input:',
				'\t Error: Undefined variable: nope',
				'>> ',
				'',
			].join('\n'),
		);
		expect([code, err]).toEqual([0, '']);
	});

	test('ends with exit, and with a last line that has no end', async () => {
		expect((await alta('repl', { stdin: 'exit\nindices;\n' })).out).toBe('RASP 0.1\nrunning example is: hello\n>> ');
		expect((await alta('repl', { stdin: '1;' })).out).toContain('value: out =  1');
	});

	test('draws into a folder', async () => {
		const cwd = temporaryFolder();
		const { out, err } = await alta('repl', { cwd, stdin: 'draw(length, "ab");\n' });
		expect(out).toContain('\t =  [2]*2 (ints)');
		const file = join('comp_flows', 'length(_ab_).svg');
		expect(err).toContain(`drawn in ${file}`);
		expect(readFileSync(join(cwd, file), 'utf8')).toMatch(/^<svg /);
		expect(existsSync(join(cwd, 'comp_flows'))).toBe(true);
	});

	test('prints JSON on request', async () => {
		const { out } = await alta('repl --json', { stdin: 'x = indices;\nx("ab");\nnope;\n' });
		const lines = out.trim().split('\n');
		expect(lines.slice(0, 2)).toEqual([
			'{"name":"x","result":{"kind":"seq","type":"int","vals":[0,1,2,3,4],"text":"[0, 1, 2, 3, 4] (ints)"}}',
			'{"result":{"kind":"seq","type":"int","vals":[0,1],"text":"[0, 1] (ints)"}}',
		]);
		expect(JSON.parse(lines[2] ?? '')).toMatchObject({ problem: { code: 'ALTA0010' } });
	});
});

describe('on a terminal', () => {
	test('shows definitions on the example, and asks for the rest of a statement', async () => {
		const { out } = await alta('repl', { typed: ['def f(x) {', '  return x + 1;', '}', 'y = f(indices);', 'exit', 'never'] });
		expect(out.split('\n').slice(1)).toEqual([
			'> def f(x) {',
			'…   return x + 1;',
			'… }',
			'f(x) function',
			'> y = f(indices);',
			'y s-op of ints, no layer, on "hello"',
			'  h e l l o',
			'  1 2 3 4 5',
			'> exit',
			'',
		]);
	});

	test('tells what, where, why and what to do', async () => {
		const { out } = await alta('repl', { typed: ['x = nope + 1;'] });
		expect(out).toContain(
			[
				'error ALTA0010: Nothing is called nope.',
				'  entry 1:1:5',
				'  1 | x = nope + 1;',
				'          ^^^^',
				'  why: A name can be used after an assignment, a definition or a load has bound it.',
				'  do: Bind it first: nope = …;',
			].join('\n'),
		);
	});

	test('takes definitions that do not fit the example, and says so', async () => {
		const { out } = await alta('repl', { typed: ['tokens = tokens_int;', 'set example [1, 2]', 'tokens + 1;'] });
		expect(out).toContain('warning ALTA0502');
		expect(out).toContain('tokens s-op, no layer, without a value on the example');
		expect(out).toContain('  1 2\n  2 3\n');
	});

	test('an interrupt gives up a line, and a second one leaves', async () => {
		const { out } = await alta('repl', { typed: ['x = (', null, 'y = 1;', null, null, 'z = 1;'] });
		expect(out).toContain('y = 1\n');
		expect(out).toContain('What was not finished is dropped. Again to leave.');
		expect(out).not.toContain('z = 1;');
	});

	test('loads files', async () => {
		const cwd = temporaryFolder();
		writeFileSync(join(cwd, 'lib.rasp'), 'one = indices + 1;\n');
		const { out } = await alta('repl', { cwd, typed: ['load "lib";', 'load "lob";'] });
		expect(out).toContain('one s-op, no layer\n');
		expect(out).toContain('error ALTA0013: There is no file lob.rasp.');
	});
});
