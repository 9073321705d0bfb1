// @ts-check
// Tests on devices need two packages of the system: Chromium, which brings a software driver for Vulkan along, and the loader of Vulkan.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { announced, run } from './workspace.mjs';

/** What installs the packages, by hand. */
export const SYSTEM_COMMAND = 'npm run setup:system';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const LIBRARIES = '/usr/lib';

/**
 * Where Chromium is: what the variable CHROMIUM says, or where systems put it.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {(path: string) => boolean} exists
 * @returns {string | undefined} undefined where there is none
 */
export function findChromium(env = process.env, exists = existsSync) {
	return [env.CHROMIUM ?? '', ...CHROMIUM].find((path) => path !== '' && exists(path));
}

/** @returns {boolean} */
function hasVulkan() {
	if (!existsSync(LIBRARIES)) return false;
	const folders = [LIBRARIES, '/usr/lib64', ...readdirSync(LIBRARIES).map((name) => join(LIBRARIES, name))];
	return folders.some((folder) => existsSync(join(folder, 'libvulkan.so.1')));
}

/** The packages that are missing, by the names Debian has for them. */
export function missingSystemPackages() {
	return [...(findChromium() === undefined ? ['chromium'] : []), ...(hasVulkan() ? [] : ['libvulkan1'])];
}

/**
 * The commands that install packages on Debian, and on systems that are made of it.
 *
 * @param {readonly string[]} packages
 * @param {boolean} isRoot
 * @returns {readonly (readonly [string, ...string[]])[]}
 */
export function installCommands(packages, isRoot) {
	/** @type {(...words: [string, ...string[]]) => readonly [string, ...string[]]} */
	const asRoot = (...words) => (isRoot ? words : ['sudo', '-n', ...words]);
	return [asRoot('apt-get', 'update'), asRoot('apt-get', 'install', '--yes', '--no-install-recommends', ...packages)];
}

/**
 * Installs what is missing, where the system is Debian and this process may.
 *
 * @returns {Promise<string | undefined>} what went wrong, ready to be shown
 */
export async function installSystemPackages() {
	const missing = missingSystemPackages();
	if (missing.length === 0) return undefined;
	const byHand = `Install ${missing.join(' and ')} with the package manager of the system; the variable CHROMIUM can name a Chromium that lies elsewhere.`;
	if (!existsSync('/usr/bin/apt-get')) return `This system has no apt-get. ${byHand}`;
	for (const [command, ...args] of installCommands(missing, process.getuid?.() === 0)) {
		const env = { DEBIAN_FRONTEND: 'noninteractive' };
		const done = await announced(`${command} ${args.join(' ')}`, () => run(command, args, { env, limitSeconds: 20 * 60 }));
		if (done.code !== 0) return `${done.output.trim()}\n\nThe system packages could not be installed. ${byHand}`;
	}
	const left = missingSystemPackages();
	return left.length === 0 ? undefined : `${left.join(' and ')} could not be found after it was installed. ${byHand}`;
}
