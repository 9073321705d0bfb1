import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attend, categorical, defineProgram, numerical, printProgram } from '@alta-ts/core';
import { expect, test } from 'vitest';
import { alta, temporaryFolder } from '../testing/alta.js';

test('inspect --longest tells how long inputs may be in every data type, and what would be wrong with longer ones', async () => {
	const { out } = await alta('inspect parity-sum-mod-2 --longest --json');
	const { longest } = JSON.parse(out);
	expect(longest).toMatchObject([
		{ dtype: 'f64', exact: 200 },
		{ dtype: 'f32', exact: 200 },
		{ dtype: 'f16', refusal: { code: 'ALTA4003' } },
		{ dtype: 'bf16', refusal: { code: 'ALTA4003' } },
	]);
	const text = (await alta('inspect parity-sum-mod-2 --longest')).out;
	expect(text).toMatch(/^ {2}f16 {3}exact up to \d+, conditional up to \d+; then ALTA4003/m);
});

test('inspect --longest searches for the weights that the other options describe', async () => {
	const cwd = temporaryFolder();
	const counting = defineProgram({
		name: 'count',
		tokens: ['a', 'b'],
		positions: 10,
		variables: { letter: categorical(['a', 'b'], { byToken: 'itself' }), one: numerical([0, 1, 10], { constant: 1 }) },
		heads: { count: attend({ value: 'one', query: 'letter', key: 'letter', combine: 'sum' }) },
		mlp() {},
		output: 'count',
		layers: 1,
	});
	writeFileSync(join(cwd, 'count.json'), printProgram(counting));
	const plain = '--target standard --dtype f16 --json';
	const refused = JSON.parse((await alta(`inspect count.json --longest ${plain}`, { cwd })).out);
	expect(refused.longest).toMatchObject([{ dtype: 'f16', certified: 0, refusal: { code: 'ALTA4022' } }]);
	const causal = '--target standard --causal --dtype f32';
	expect((await alta(`inspect parity-sequential-relative --longest ${causal}`)).out).toMatch(/^ {2}f32 {3}exact up to 200$/m);
	expect((await alta(`inspect parity-sum-mod-2 --longest ${causal}`)).out).toMatch(/^ {2}f32 {3}exact up to 1; then ALTA4021: /m);
	const bounded = JSON.parse((await alta('inspect parity-sum-mod-2 --longest --max-length 7 --json')).out);
	expect(bounded.most).toBe(7);
	expect(bounded.longest[0]).toMatchObject({ dtype: 'f64', exact: 7 });
	const { err } = await alta('inspect parity-sum-mod-2 --longest --dtype f16', { tick: 1500 });
	expect(err).toMatch(/^longest: f16, \d+ tokens$/m);
});

test('inspect --longest refuses what has nothing to do with lengths', async () => {
	for (const other of ['--why done:0', '--profile -', '--allow-inexact'])
		expect((await alta(`inspect parity-sequential-relative --longest ${other}`)).err).toContain('ALTA9007');
});

test('weights that nothing is guaranteed of are refused, unless that is allowed, and then said out loud', async () => {
	const cwd = temporaryFolder();
	const program = 'parity-sum-mod-2 --set maxLength=100 --dtype bf16';
	expect((await alta(`compile ${program} -o m`, { cwd })).err).toContain('ALTA4003');
	const { code, err } = await alta(`compile ${program} -o m --allow-inexact`, { cwd });
	expect(code).toBe(0);
	expect(err).toMatch(/certificate: NONE, results in bf16 may be wrong\n {2}because /);
	expect((await alta('inspect m', { cwd })).out).toContain('certificate: NONE');
	expect((await alta('run m 1 0 1', { cwd })).err).toContain('certificate: NONE');
	expect((await alta(`check ${program} --allow-inexact`)).out).toContain('certificate: NONE');
	expect((await alta('inspect m --allow-inexact', { cwd })).err).toContain('ALTA9007');
});
