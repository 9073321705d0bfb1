import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The part of a package manifest that checks read. */
export interface Manifest {
	readonly name: string;
	readonly version?: string;
	readonly private?: boolean;
	readonly bin?: Readonly<Record<string, string>>;
	readonly exports?: unknown;
	readonly dependencies?: Readonly<Record<string, string>>;
	readonly devDependencies?: Readonly<Record<string, string>>;
	readonly peerDependencies?: Readonly<Record<string, string>>;
	readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** A folder of the workspace that holds a package. */
export interface Member {
	readonly family: 'packages' | 'apps' | 'tooling';
	/** The name of its folder, which is the name the architecture uses. */
	readonly folder: string;
	/** The path from the root, with forward slashes. */
	readonly path: string;
	readonly manifest: Manifest;
}

const families = ['packages', 'apps', 'tooling'] as const;
/** Folders that hold what was made or fetched, never what was written. */
const skipped = new Set(['.git', 'node_modules', 'dist', '.turbo', 'generated']);

/** All packages of the workspace, in a fixed order. */
export function members(root: string): readonly Member[] {
	return families.flatMap((family) =>
		folders(join(root, family))
			.filter((folder) => existsSync(join(root, family, folder, 'package.json')))
			.map((folder) => {
				const path = `${family}/${folder}`;
				const manifest: Manifest = JSON.parse(readText(root, `${path}/package.json`));
				return { family, folder, path, manifest };
			}),
	);
}

/** The packages that are published: everything but private ones. */
export function published(root: string): readonly Member[] {
	return members(root).filter((each) => each.manifest.private !== true);
}

/** Every file below a folder that somebody wrote, as paths from the root with forward slashes. A folder that is not there holds none. */
export function files(root: string, below = ''): readonly string[] {
	if (!existsSync(join(root, below))) return [];
	return readdirSync(join(root, below), { withFileTypes: true })
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.flatMap((entry) => {
			const path = below === '' ? entry.name : `${below}/${entry.name}`;
			if (path === 'docs/api' || skipped.has(entry.name)) return [];
			if (entry.isDirectory()) return files(root, path);
			return entry.isFile() && !entry.name.endsWith('.tsbuildinfo') && !entry.name.endsWith('.tgz') ? [path] : [];
		});
}

/** The text of a file of the repository. */
export function readText(root: string, path: string): string {
	return readFileSync(join(root, path), 'utf8');
}

/** The number of the line a character is in, counted from 1. */
export function lineAt(text: string, index: number): number {
	return text.slice(0, index).split('\n').length;
}

/** Whether a path names a file of tests, or of what only tests need: what lies in `src/testing` of a package that does not export it. */
export function isTest(path: string, member?: Member): boolean {
	if (/\.test\.m?tsx?$/.test(path)) return true;
	return member !== undefined && path.startsWith(`${member.path}/src/testing/`) && !exportsTesting(member);
}

/** Whether a package offers what its tests need to the tests of others. */
export function exportsTesting({ manifest }: Member): boolean {
	return typeof manifest.exports === 'object' && manifest.exports !== null && './testing' in manifest.exports;
}

function folders(path: string): readonly string[] {
	if (!existsSync(path)) return [];
	const entries = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	return entries.map((entry) => entry.name).sort();
}
