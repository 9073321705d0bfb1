import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import type { Finding } from './finding.js';
import { type Member, published } from './repository.js';
import { checkExports, checkFresh, checkTarball, entryPoints, type Tarball } from './tarball.js';

/**
 * Checks every package as a stranger gets it: it is packed, its contents and manifest are looked at, and all packages together are
 * installed into an empty project, where each entry point is imported and each command asked for its version.
 */
export async function checkPackages(root: string): Promise<readonly Finding[]> {
	const folder = mkdtempSync(join(tmpdir(), 'alta-packages-'));
	try {
		const tarballs = await pack(root, folder);
		const looked = tarballs.map(async (tarball) => [
			...checkTarball(tarball),
			...checkSources(root, tarball),
			...(await lint(tarball)),
			...(await checkTypes(root, tarball)),
		]);
		const findings = (await Promise.all(looked)).flat();
		return [...findings, ...(await tryOut(root, folder, tarballs))];
	} finally {
		rmSync(folder, { recursive: true });
	}
}

async function pack(root: string, folder: string): Promise<readonly Tarball[]> {
	const list = published(root);
	const filters = list.flatMap((each) => ['--filter', each.manifest.name]);
	const done = await run(root, root, 'pnpm', ['--recursive', ...filters, 'pack', '--pack-destination', folder, '--json']);
	if (done.code !== 0) throw new Error(`pnpm could not pack the packages.\n${done.output}`);
	const packed: readonly { readonly name: string; readonly filename: string; readonly files: readonly { readonly path: string }[] }[] =
		JSON.parse(done.output);
	return list.map((member) => {
		const own = packed.find((each) => each.name === member.manifest.name);
		if (own === undefined) throw new Error(`pnpm packed no ${member.manifest.name}.`);
		return { member, path: own.filename, files: own.files.map((each) => each.path) };
	});
}

function checkSources(root: string, tarball: Tarball): readonly Finding[] {
	return checkFresh(tarball, (path) => existsSync(join(root, tarball.member.path, path)));
}

async function lint({ member, path }: Tarball): Promise<readonly Finding[]> {
	const bytes = readFileSync(path);
	const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
	const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
	const linted = messages.map((message) => ({ where: member.path, what: `publint: ${formatMessage(message, pkg) ?? message.code}` }));
	return [...linted, ...checkExports(member, pkg.exports)];
}

async function checkTypes(root: string, { member, path }: Tarball): Promise<readonly Finding[]> {
	if (member.manifest.exports === undefined) return [];
	const done = await run(root, root, 'attw', [
		path,
		'--profile',
		'esm-only',
		'--no-color',
		'--no-emoji',
		'--exclude-entrypoints',
		'./package.json',
	]);
	return done.code === 0 ? [] : [{ where: member.path, what: `The types do not resolve everywhere.\n${done.output}` }];
}

/** Installs all tarballs into an empty project, and imports and runs what they offer. */
async function tryOut(root: string, folder: string, tarballs: readonly Tarball[]): Promise<readonly Finding[]> {
	const ours = Object.fromEntries(tarballs.map(({ member, path }) => [member.manifest.name, `file:${path}`]));
	const theirs = Object.fromEntries(tarballs.flatMap(({ member }) => thirdParties(root, member, ours)));
	const types = { '@types/node': `link:${join(root, 'node_modules/@types/node')}` };
	const dependencies = { ...types, ...theirs, ...ours };
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module', dependencies }));
	writeFileSync(join(folder, 'pnpm-workspace.yaml'), JSON.stringify({ packages: [], overrides: dependencies, pmOnFail: 'ignore' }));
	const installed = await run(root, folder, 'pnpm', ['install', '--offline', '--no-frozen-lockfile']);
	if (installed.code !== 0)
		return [{ where: 'packages', what: `They do not install together into an empty project.\n${installed.output}` }];
	const entries = tarballs.flatMap(({ member }) =>
		entryPoints(member).map((entry) => ({ member, entry, args: ['--input-type=module', '--eval', `await import('${entry}');`] })),
	);
	const commands = tarballs.flatMap(({ member }) =>
		Object.values(member.manifest.bin ?? {}).map((path) => ({
			member,
			args: [join(folder, 'node_modules', member.manifest.name, path), '--version'],
		})),
	);
	const tried = [...entries, ...commands].map(async ({ member, args }) => {
		const done = await run(root, folder, process.execPath, args);
		const quiet = done.code === 0 && done.errors === '';
		return quiet
			? []
			: [
					{
						where: member.path,
						what: `Outside of the repository, \`node ${args.join(' ')}\` fails or complains.\n${done.output}${done.errors}`,
					},
				];
	});
	const compiled = compile(
		root,
		folder,
		entries.map((each) => each.entry),
	);
	return [...(await Promise.all(tried)).flat(), ...(await compiled)];
}

/** What the projects are that declarations have to compile in: the libraries of TypeScript, and the packages of types, that they have. */
const projects: readonly { readonly for: string; readonly lib: string; readonly types: string }[] = [
	{ for: 'Node', lib: 'es2023', types: 'node' },
	{ for: 'browsers', lib: 'es2023,dom', types: '' },
];

/** Compiles a file that imports every entry point, with the declarations of the packages checked in full. */
async function compile(root: string, folder: string, entries: readonly string[]): Promise<readonly Finding[]> {
	const lines = entries.map((entry, index) => `export * as m${index} from '${entry}';\n`);
	writeFileSync(join(folder, 'all.ts'), lines.join(''));
	const options = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'es2023', '--module', 'nodenext'];
	const compiled = projects.map(async (project) => {
		const done = await run(root, folder, 'tsc', [...options, '--lib', project.lib, '--types', project.types, 'all.ts']);
		const what = `Their declarations do not compile in an empty project for ${project.for}.\n${done.output}`;
		return done.code === 0 ? [] : [{ where: 'packages', what }];
	});
	return (await Promise.all(compiled)).flat();
}

/** The packages of others that a package needs, each linked to the copy the clone has: trying out needs no network. */
function thirdParties(root: string, member: Member, ours: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
	const { dependencies, peerDependencies, optionalDependencies } = member.manifest;
	const names = Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies }).filter((name) => !(name in ours));
	return names.flatMap((name) => {
		const copy = [join(root, member.path), root].map((each) => join(each, 'node_modules', name)).find((each) => existsSync(each));
		return copy === undefined ? [] : [[name, `link:${copy}`] as const];
	});
}

interface Finished {
	readonly code: number;
	readonly output: string;
	readonly errors: string;
}

function run(root: string, cwd: string, command: string, args: readonly string[]): Promise<Finished> {
	const path = [join(root, 'node_modules/.bin'), join(root, 'tooling/checks/node_modules/.bin'), process.env.PATH].join(delimiter);
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd, env: { ...process.env, PATH: path, CI: 'true' }, stdio: ['ignore', 'pipe', 'pipe'] });
		const output: Buffer[] = [];
		const errors: Buffer[] = [];
		child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
		child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
		child.on('error', reject);
		child.on('close', (code) =>
			resolve({ code: code ?? 1, output: Buffer.concat(output).toString(), errors: Buffer.concat(errors).toString() }),
		);
	});
}
