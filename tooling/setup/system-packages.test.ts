import { describe, expect, test } from 'vitest';
import { findChromium, installCommands } from './system-packages.mjs';

describe('findChromium', () => {
	test('takes the one that the variable names before those of the system', () => {
		expect(findChromium({ CHROMIUM: '/opt/chromium' }, () => true)).toBe('/opt/chromium');
		expect(findChromium({}, () => true)).toBe('/usr/bin/chromium');
	});

	test('passes over what is not there', () => {
		expect(findChromium({ CHROMIUM: '/opt/chromium' }, (path) => path === '/usr/bin/google-chrome')).toBe('/usr/bin/google-chrome');
		expect(findChromium({ CHROMIUM: '' }, () => false)).toBeUndefined();
	});
});

test('installCommands asks for the rights it needs, and never for a password', () => {
	const install = ['apt-get', 'install', '--yes', '--no-install-recommends', 'chromium', 'libvulkan1'];
	expect(installCommands(['chromium', 'libvulkan1'], true)).toEqual([['apt-get', 'update'], install]);
	expect(installCommands(['chromium', 'libvulkan1'], false)).toEqual([
		['sudo', '-n', 'apt-get', 'update'],
		['sudo', '-n', ...install],
	]);
});
