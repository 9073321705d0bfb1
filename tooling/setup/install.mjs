// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeProblem } from './node-version.mjs';
import { announced, root, run } from './workspace.mjs';

const stamp = join('node_modules', '.alta-setup');

/**
 * Installs the dependencies the lockfile names, with the pinned pnpm. Does nothing when they are there already.
 *
 * @returns {Promise<string | undefined>} what went wrong, ready to be shown
 */
export async function install() {
	const manifest = readManifest(root);
	const unfit = nodeProblem(process.versions.node, manifest.engines?.node ?? '');
	if (unfit !== undefined) return unfit;
	const wanted = fingerprint(root);
	if (installed(root, wanted)) return undefined;
	const version = (manifest.packageManager ?? '').replace(/^pnpm@/, '');
	const done = await announced(`Installing dependencies with pnpm ${version}`, () => pnpm(version, ['install', '--frozen-lockfile']));
	if (done.code !== 0) return explain(done.output);
	writeFileSync(join(root, stamp), wanted);
	process.stderr.write(`  installed in ${done.seconds.toFixed(0)} s\n`);
	return undefined;
}

/**
 * A digest of everything that decides what is installed: the lockfile, the manifests and the platform.
 *
 * @param {string} folder the root of a clone
 * @returns {string}
 */
export function fingerprint(folder) {
	const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}`);
	for (const path of [
		'pnpm-lock.yaml',
		'pnpm-workspace.yaml',
		'package.json',
		...members(folder).map((each) => join(each, 'package.json')),
	])
		hash.update(`\0${path}\0`).update(readFileSync(join(folder, path)));
	return hash.digest('hex');
}

/** @type {(folder: string, wanted: string) => boolean} */
function installed(folder, wanted) {
	const path = join(folder, stamp);
	if (!existsSync(path) || readFileSync(path, 'utf8') !== wanted) return false;
	return members(folder).every((each) => {
		const { dependencies = {}, devDependencies = {} } = readManifest(join(folder, each));
		const needed = Object.keys({ ...dependencies, ...devDependencies });
		return needed.every((name) => existsSync(join(folder, each, 'node_modules', name)));
	});
}

/**
 * The folders of the workspace that hold a package, in a fixed order.
 *
 * @param {string} folder
 * @returns {string[]}
 */
export function members(folder) {
	return ['packages', 'apps', 'tooling'].flatMap((family) => {
		if (!existsSync(join(folder, family))) return [];
		const names = readdirSync(join(folder, family)).sort();
		return names.map((name) => join(family, name)).filter((each) => existsSync(join(folder, each, 'package.json')));
	});
}

/** @typedef {{ packageManager?: string, engines?: { node?: string }, dependencies?: object, devDependencies?: object }} Manifest */

/** @type {(folder: string) => Manifest} */
function readManifest(folder) {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/**
 * @param {string} version
 * @param {readonly string[]} args
 */
function pnpm(version, args) {
	const env = { CI: 'true' };
	const own = join(root, 'node_modules', 'pnpm');
	const there = existsSync(join(own, 'package.json')) && JSON.parse(readFileSync(join(own, 'package.json'), 'utf8')).version === version;
	if (there) return run('node', [join(own, 'bin', 'pnpm.mjs'), ...args], { env });
	return run('npx', ['--yes', `pnpm@${version}`, ...args], { env });
}

/**
 * Turns what a failed install printed into a message that says what to do.
 *
 * @param {string} output
 * @returns {string}
 */
export function explain(output) {
	const shown = output.trim().split('\n').slice(-20).join('\n');
	if (/OUTDATED_LOCKFILE|not up to date with/i.test(output))
		return `${shown}\n\nA package.json asks for something the lockfile does not have. Run \`npx pnpm install --no-frozen-lockfile\` and commit pnpm-lock.yaml.`;
	if (
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|CERT|certificate|fetch failed|META_FETCH_FAIL|dns error|error sending request/i.test(
			output,
		)
	)
		return `${shown}\n\nThe npm registry could not be reached. Check the network, and the proxy and certificate settings of npm (\`npm config list\`), then run the command again.`;
	return `${shown}\n\nThe dependencies could not be installed. Remove node_modules and run the command again.`;
}
