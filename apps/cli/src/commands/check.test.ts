import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printProgram } from '@alta-ts/core';
import { findTask, library } from '@alta-ts/programs';
import { expect, test } from 'vitest';
import { alta, temporaryFolder } from '../testing/alta.js';

test('finds nothing wrong with the library', async () => {
	for (const { name } of library) {
		expect(await alta(`check ${name}`)).toMatchObject({ code: 0, err: '' });
	}
});

test('tells all problems at once and exits with 1', async () => {
	const cwd = temporaryFolder();
	const program = findTask('parity-sequential-relative').program();
	writeFileSync(join(cwd, 'p.json'), printProgram({ ...program, input: { tokens: ['0', '0', 'START'] }, output: { variable: 'partiy' } }));
	const { code, out, err } = await alta('check p.json', { cwd });
	expect([code, err]).toEqual([1, '']);
	expect(out).toContain('2 errors');
	const json: unknown = JSON.parse((await alta('check p.json --json', { cwd })).out);
	expect(json).toMatchObject({ program: program.name, valid: false, problems: [{ severity: 'error' }, { severity: 'error' }] });
	expect((await alta('run p.json', { cwd })).code).toBe(2);
});
