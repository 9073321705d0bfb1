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
