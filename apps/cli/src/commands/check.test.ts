import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Program, printProgram } from '@alta-ts/core';
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

test('tells what variables and heads cost, the most expensive first', async () => {
	const { out } = await alta('check parity-sequential-relative');
	expect(out).toContain('1 layer, 2 heads, width 6, ');
	expect(out).toMatch(/units {3}not zero {2}part\n +6 +23 {2}variable parity\n/);
	expect(out).toMatch(/\d {2}head parityLeft\n/);
	const { size } = JSON.parse((await alta('check parity-sequential-relative --json')).out);
	const inspected = JSON.parse((await alta('inspect parity-sequential-relative --json')).out);
	for (const key of ['rows', 'hidden', 'dModel', 'parameters', 'nonzeros', 'bytes']) expect(size[key]).toBe(inspected[key]);
	expect(size).toMatchObject({ exact: true, obstacles: [], lines: [] });
});

test('tells what lines of the source cost, where rows and variables have a place', async () => {
	const cwd = temporaryFolder();
	const program = findTask('parity-sequential-relative').program();
	const text = printProgram({
		...program,
		variables: program.variables.map((variable) => ({ ...variable, source: { source: 'p.json', from: 3, to: 9 } })),
	});
	writeFileSync(join(cwd, 'p.json'), text);
	expect((await alta('check p.json', { cwd })).out).toMatch(/units {3}not zero {2}line\n +0 +6 {2}p\.json:2\n/);
});

test('estimates where compiling would take very long, and says why', async () => {
	const cwd = temporaryFolder();
	const names = Array.from({ length: 40 }, (_, bit) => `bit${bit}`);
	const program: Program = {
		format: 'alta-program/1',
		name: 'multiplexer',
		input: { tokens: ['no', 'yes'] },
		variables: [
			...names.map((name) => ({ kind: 'categorical' as const, name, values: [false, true], init: { byToken: [false, true] } })),
			{ kind: 'categorical', name: 'selector', values: [...names.keys()], init: { constant: 0 } },
			{ kind: 'categorical', name: 'answer', values: [false, true], init: { constant: false } },
		],
		stages: [
			{
				layers: [
					{
						heads: [],
						updates: [
							{
								reads: ['selector', ...names],
								writes: 'answer',
								rows: names.map((name, bit) => ({ when: { selector: [bit], [name]: [true] }, value: true })),
							},
						],
					},
				],
				repeat: 1,
			},
		],
		output: { variable: 'answer' },
	};
	writeFileSync(join(cwd, 'p.json'), printProgram(program));
	const { code, out } = await alta('check p.json', { cwd });
	expect(code).toBe(0);
	expect(out).toMatch(
		/an estimate, since compiling would take very long:\n +what to write to answer .*: selector \(40\) × bit0 \(2\) × .* × … 33 more/,
	);
	const json = JSON.parse((await alta('check p.json --json', { cwd })).out);
	expect(json).toMatchObject({ valid: true, compiles: null, size: { exact: false, layers: 1, heads: 0, dModel: 122 } });
});
