import * as library from '@alta-ts/programs';
import { expect, test, vi } from 'vitest';
import { commandNames } from './commands.js';
import { alta } from './testing/alta.js';
import { version } from './version.js';

test('without words it explains itself', async () => {
	const page = await alta('');
	expect(page).toEqual(await alta('--help'));
	expect(page).toEqual(await alta('help'));
	expect(page.code).toBe(0);
	for (const name of commandNames) expect(page.out).toContain(`  ${name}`);
});

test('every command has a page with examples of itself', async () => {
	for (const name of commandNames) {
		const { code, out, err } = await alta(`${name} --help`);
		expect([code, err]).toEqual([0, '']);
		expect(out).toContain(`usage: alta ${name}`);
		expect(out).toMatch(new RegExp(`examples:\n {2}alta ${name}`));
		expect(await alta(`help ${name}`)).toEqual({ code, out, err });
	}
});

test('the version is that of the package', async () => {
	expect(await alta('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
	expect(version).toMatch(/^\d+\.\d+\.\d+/);
});

test('an unknown command is ALTA9001 and the nearest is suggested', async () => {
	const { code, out, err } = await alta('rnu parity');
	expect([code, out]).toEqual([2, '']);
	expect(err).toMatch(/ALTA9001[\s\S]*Write alta run/);
});

test('a failure of our own is told as ALTA9999, without a stack trace', async () => {
	vi.spyOn(library.library, 'map').mockImplementation(() => {
		throw new TypeError('boom');
	});
	const { code, out, err } = await alta('list');
	vi.restoreAllMocks();
	expect([code, out]).toEqual([2, '']);
	expect(err).toContain('ALTA9999: internal: TypeError: boom');
	expect(err).toContain('alta list');
	expect(err).not.toMatch(/\n\s+at /);
});
