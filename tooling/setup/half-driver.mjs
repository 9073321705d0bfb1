// @ts-check
// Tests of f16 on WebGPU need a driver that has it. SwiftShader does not; lavapipe, which plays a card, too, has it in newer releases of Mesa.
// Where the system has an older one or none, a newer one is unpacked below node_modules: the system keeps the packages and sources it has.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installCommands } from './system-packages.mjs';
import { announced, root, run } from './workspace.mjs';

const OWN = join(root, 'node_modules', '.cache', 'alta-half-driver');
const OF_SYSTEM = '/usr/share/vulkan/icd.d';
const PACKAGE = 'mesa-vulkan-drivers';

/**
 * The file that tells the loader of Vulkan about a driver with f16: our own, or the system's lavapipe where that is new enough.
 *
 * @returns {string | undefined} undefined where there is none
 */
export function findHalfDriver() {
	const own = join(OWN, 'lavapipe.json');
	if (existsSync(own)) return own;
	const names = existsSync(OF_SYSTEM) ? readdirSync(OF_SYSTEM) : [];
	const paths = names.filter((name) => /^lvp_icd.*\.json$/.test(name)).map((name) => join(OF_SYSTEM, name));
	return paths.find((path) => isRecent(readFileSync(path, 'utf8')));
}

/**
 * Whether a driver is for Vulkan 1.4 at least, as lavapipe has been since Mesa 24.3.
 *
 * @param {string} manifest what the loader reads about it
 * @returns {boolean}
 */
export function isRecent(manifest) {
	const [, major = 0, minor = 0] = /"api_version"\s*:\s*"(\d+)\.(\d+)/.exec(manifest) ?? [];
	return Number(major) * 1000 + Number(minor) >= 1004;
}

/**
 * Where apt finds the package: in the sources of the system, except in Debian 12, whose own is too old; there it is in the backports.
 *
 * @param {string} osRelease the text of /etc/os-release
 * @returns {{ readonly package: string, readonly sources?: string }}
 */
export function packageFor(osRelease) {
	if (!/^VERSION_CODENAME=bookworm$/m.test(osRelease) || !/^ID=debian$/m.test(osRelease)) return { package: PACKAGE };
	const key = '/usr/share/keyrings/debian-archive-keyring.gpg';
	return {
		package: `${PACKAGE}/bookworm-backports`,
		sources: `deb [signed-by=${key}] http://deb.debian.org/debian bookworm-backports main\n`,
	};
}

/**
 * The packages that one depends on, by its control field.
 *
 * @param {string} field such as `libc6 (>= 2.34), libllvm15`
 * @returns {readonly string[]}
 */
export function dependencies(field) {
	return field.split(',').flatMap((each) => /[a-z0-9][a-z0-9.+-]*/.exec(each) ?? []);
}

/**
 * Unpacks a driver where there is none, and installs the libraries that it needs. Nobody has to have it, so whoever calls this goes on without.
 *
 * @returns {Promise<string | undefined>} why there is none, ready to be shown
 */
export async function installHalfDriver() {
	if (findHalfDriver() !== undefined) return undefined;
	const without = 'Tests of f16 on WebGPU will not be run: there is no driver that has it.';
	if (!existsSync('/usr/bin/apt-get')) return `${without} This system has no apt-get; Mesa 24.3 or later would bring one.`;
	const failed = await unpackDriver();
	rmSync(join(OWN, 'work'), { recursive: true, force: true });
	return failed === undefined ? undefined : `${without} ${failed}`;
}

/** @returns {Promise<string | undefined>} what went wrong */
async function unpackDriver() {
	const work = join(OWN, 'work');
	const unpacked = join(work, 'unpacked');
	rmSync(work, { recursive: true, force: true });
	for (const folder of [join(work, 'lists', 'partial'), join(work, 'cache', 'archives', 'partial'), unpacked])
		mkdirSync(folder, { recursive: true });
	const wanted = packageFor(readFileSync('/etc/os-release', 'utf8'));
	const options = [`Dir::State::Lists=${join(work, 'lists')}`, `Dir::Cache=${join(work, 'cache')}`, 'Acquire::http::Timeout=20'];
	if (wanted.sources !== undefined) {
		writeFileSync(join(work, 'sources.list'), wanted.sources);
		options.push(`Dir::Etc::SourceList=${join(work, 'sources.list')}`, 'Dir::Etc::SourceParts=-', 'APT::Update::Error-Mode=any');
	}
	const apt = options.flatMap((each) => ['-o', each]);
	const problem = (await done('apt-get', [...apt, 'update'], work)) ?? (await done('apt-get', [...apt, 'download', wanted.package], work));
	if (problem !== undefined) return problem;
	const file = readdirSync(work).find((name) => name.endsWith('.deb'));
	if (file === undefined) return `apt-get has not downloaded ${wanted.package}.`;
	return (
		(await installLibraries(join(work, file))) ?? (await done('dpkg-deb', ['--extract', file, unpacked], work)) ?? keepDriver(unpacked)
	);
}

/** @type {(file: string) => Promise<string | undefined>} */
async function installLibraries(file) {
	const field = await run('dpkg-deb', ['--field', file, 'Depends']);
	const states = await Promise.all(
		dependencies(field.output).map(async (name) => {
			const query = await run('dpkg-query', ['--status', name]);
			return { name, there: /^Status: .* installed$/m.test(query.output) };
		}),
	);
	const missing = states.filter(({ there }) => !there).map(({ name }) => name);
	if (missing.length === 0) return undefined;
	for (const [command, ...args] of installCommands(missing, process.getuid?.() === 0)) {
		const problem = await done(command, args, root);
		if (problem !== undefined) return problem;
	}
	return undefined;
}

/** @type {(unpacked: string) => string | undefined} */
function keepDriver(unpacked) {
	const found = readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).find((path) => path.endsWith('/libvulkan_lvp.so'));
	if (found === undefined) return `${PACKAGE} has no lavapipe for this machine.`;
	const library = join(OWN, 'libvulkan_lvp.so');
	renameSync(join(unpacked, found), library);
	const manifest = { file_format_version: '1.0.0', ICD: { library_path: library, api_version: '1.4.0' } };
	writeFileSync(join(OWN, 'lavapipe.json'), `${JSON.stringify(manifest, null, '\t')}\n`);
	return undefined;
}

/** @type {(command: string, args: readonly string[], cwd: string) => Promise<string | undefined>} */
async function done(command, args, cwd) {
	const env = { DEBIAN_FRONTEND: 'noninteractive' };
	const words = args.filter((each, index) => each !== '-o' && args[index - 1] !== '-o');
	const finished = await announced(`${command} ${words.join(' ')}`, () => run(command, args, { cwd, env, limitSeconds: 5 * 60 }));
	if (finished.code === 0) return undefined;
	const last = finished.output.trim().split('\n').at(-1) ?? '';
	return `\`${command} ${words.join(' ')}\` says: ${last}`;
}
