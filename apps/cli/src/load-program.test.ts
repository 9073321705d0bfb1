import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printProgram } from '@alta-ts/core';
import { findTask } from '@alta-ts/programs';
import { expect, test } from 'vitest';
import { alta, temporaryFolder } from './testing/alta.js';

const program = findTask('parity-sequential-relative').program();

test('runs a Program in JSON on its own tokens', async () => {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'p.json'), printProgram(program));
	expect(await alta('run p.json START 1 0 1', { cwd })).toEqual({ code: 0, out: '0 1 1 0\n', err: '' });
	expect((await alta('run ./p.json --json', { cwd })).out).toContain('"input":"","output":"","tokens":[]');
});

test('undefined is a dot for people and null in JSON', async () => {
	const cwd = temporaryFolder();
	const [first] = program.stages;
	const heads = first?.layers[0]?.heads.map((head) => ({ ...head, keep: true })) ?? [];
	const kept = { ...program, stages: [{ layers: [{ heads, updates: [] }], repeat: 1 }], output: { variable: 'doneLeft' } };
	writeFileSync(join(cwd, 'left.json'), printProgram(kept));
	const { out } = await alta('run left.json START 1', { cwd });
	expect(out).toBe('· true\n');
	expect(JSON.parse((await alta('run left.json START 1 --json', { cwd })).out).tokens).toEqual([null, 'true']);
});

test('unknown tokens are ALTA9030, all of them at once', async () => {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'p.json'), printProgram(program));
	const { code, err } = await alta('run p.json STRAT 1 x x', { cwd });
	expect(code).toBe(2);
	expect(err).toBe(
		'error ALTA9030: "STRAT", "x" are not tokens of the program.\n' +
			'  where: program parity-sequential-relative › positions 0, 2, 3\n' +
			'  why: Its tokens are 0 1 START\n' +
			'  do: Write "START" for "STRAT".\n',
	);
	expect((await alta('run p.json START 101 x', { cwd })).err).toContain('Write "1 0 1" for "101".');
	expect((await alta('run p.json a b c d e f g', { cwd })).err).toMatch(/"a", "b", "c", "d", "e", … 7 of them are.*do: Use these\./s);
});

test('an input that is too long is ALTA9031', async () => {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'p.json'), printProgram(findTask('parity-sequential-absolute').program({ maxLength: 2 })));
	expect((await alta('run p.json 1 0 1', { cwd })).err).toContain('ALTA9031');
});

test('takes the default export of a module', async () => {
	const cwd = temporaryFolder();
	const plain = JSON.stringify(program, (_, value: unknown) => (value === undefined ? '@' : value)).replaceAll('"@"', 'undefined');
	writeFileSync(join(cwd, 'p.mjs'), `export default ${plain};`);
	expect(await alta('run p.mjs START 1 1 1', { cwd })).toEqual({ code: 0, out: '0 1 0 1\n', err: '' });
});

test('strips the types of a TypeScript module and of those it imports', async () => {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'format.ts'), "export const format = 'alta-program/1' as const;");
	const source = { ...program, format: '@' };
	const plain = JSON.stringify(source, (_, value: unknown) => (value === undefined ? '?' : value)).replaceAll('"?"', 'undefined');
	const code = `import { format } from './format.js';\ntype Sample = object;\nconst sample: Sample = ${plain.replace('"@"', 'format')};\nexport default sample satisfies Sample;`;
	writeFileSync(join(cwd, 'p.ts'), code);
	expect(await alta('run p.ts START 1 1 1', { cwd })).toEqual({ code: 0, out: '0 1 0 1\n', err: '' });
	writeFileSync(join(cwd, 'syntax.mts'), 'const x: = 1;');
	expect((await alta('run syntax.mts', { cwd })).err).toContain('ALTA9022');
});

test('a module without a program is ALTA9021, one that fails ALTA9022', async () => {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'none.mjs'), 'export const a = 1;');
	writeFileSync(join(cwd, 'throws.mjs'), 'throw new RangeError("far off");');
	writeFileSync(join(cwd, 'syntax.mjs'), 'export default {');
	const others = ['10n', '() => 1', 'Symbol()', '{ format: { toJSON() { throw new Error() } } }', 'new Proxy({}, { get() { throw 1 } })'];
	for (const other of others) {
		writeFileSync(join(cwd, 'other.mjs'), `export const a = ${other}; export default a;`);
		expect((await alta('run other.mjs', { cwd })).err).toMatch(/ALTA902[12]/);
	}
	expect((await alta('run none.mjs', { cwd })).err).toContain('ALTA9021');
	writeFileSync(join(cwd, 'sop.mjs'), "export default { op: 'tokens', form: 'as is' };");
	expect((await alta('run sop.mjs', { cwd })).err).toMatch(/ALTA9021[\s\S]*lower\(x/);
	expect((await alta('run throws.mjs', { cwd })).err).toMatch(/ALTA9022[\s\S]*RangeError: far off/);
	const { code, err } = await alta('run syntax.mjs', { cwd });
	expect(code).toBe(2);
	expect(err).toContain('ALTA9022');
	expect(err).not.toMatch(/\n\s+at /);
});

test('what is no program is told by kind', async () => {
	const cwd = temporaryFolder();
	mkdirSync(join(cwd, 'folder.json'));
	writeFileSync(join(cwd, 'binary.json'), new Uint8Array([0x7b, 0xff, 0x00, 0x01]));
	writeFileSync(join(cwd, 'p.rasp'), 'length;');
	writeFileSync(join(cwd, 'p.txt'), '');
	writeFileSync(join(cwd, 'p.json'), printProgram(program));
	expect((await alta('run parity-sum-mod2 1', { cwd })).err).toMatch(/ALTA9020[\s\S]*Write parity-sum-mod-2/);
	expect((await alta('run paritysequential 1', { cwd })).err).toMatch(
		/ALTA9020[\s\S]*Write parity-sequential-relative or parity-sequential-absolute\./,
	);
	expect((await alta('run Sum 1', { cwd })).err).toMatch(/ALTA9020[\s\S]*Write parity-sum-mod-2\./);
	expect((await alta(['run', ''], { cwd })).err).toMatch(/ALTA9020[\s\S]*See alta list/);
	expect((await alta('run folder.json', { cwd })).err).toContain('ALTA9027');
	expect((await alta('trace folder.json', { cwd })).err).toContain('ALTA9029');
	expect((await alta(`run ${'x'.repeat(300)}.json`, { cwd })).err).toContain('ALTA9012');
	expect((await alta('run binary.json', { cwd })).err).toContain('ALTA9013');
	expect((await alta('run p.rasp', { cwd })).err).toContain('ALTA9024');
	expect((await alta('run p.txt', { cwd })).err).toContain('ALTA9025');
	expect((await alta('run p.json --set a=1', { cwd })).err).toContain('ALTA9026');
	expect((await alta('run parity-sum-mod-2 --inputs none.txt', { cwd })).err).toContain('ALTA9010');
	expect((await alta('run parity-sum-mod-2 --inputs folder.json', { cwd })).err).toContain('ALTA9011');
	expect((await alta('run parity-sum-mod-2 --inputs -', { stdin: new Uint8Array([0xff]) })).err).toContain('ALTA9013');
});

test('errors in a file point at their line', async () => {
	const cwd = temporaryFolder();
	writeFileSync(
		join(cwd, 'p.json'),
		printProgram(program)
			.replace('"output": { "variable": "parity" }', '"output": { "variabel": "parity" }')
			.replace('"variable":"parity"', '"variabel":"parity"'),
	);
	const { code, err } = await alta('run p.json', { cwd });
	expect(code).toBe(2);
	expect(err).toMatch(/p\.json:\d+:\d+/);
});

test('a path that leads nowhere is ALTA9010', async () => {
	for (const word of ['nosuch.ts', 'weights/parity'])
		expect((await alta(`run ${word}`)).err).toContain(`ALTA9010: There is no file or folder "${word}".`);
});
