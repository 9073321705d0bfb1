import type { Finding } from './finding.js';
import { exportsTesting, type Member } from './repository.js';

/** A packed package. */
export interface Tarball {
	readonly member: Member;
	/** Where the tarball is. */
	readonly path: string;
	/** What is in it, as paths inside the package. */
	readonly files: readonly string[];
}

/** Checks what is in a tarball: the readme and the licence are, and sources, tests and the build's own records are not. */
export function checkTarball({ member, files }: Tarball): readonly Finding[] {
	const where = member.path;
	const testing = exportsTesting(member) ? [] : files.filter((path) => path.startsWith('dist/testing/'));
	const missing = ['README.md', 'LICENSE'].filter((name) => !files.includes(name));
	const unwanted = files.filter(
		(path) => /\.test\.|\.tsbuildinfo$|(^|\/)(fixtures|node_modules)\//.test(path) || (/\.tsx?$/.test(path) && !path.endsWith('.d.ts')),
	);
	return [
		...missing.map((name) => ({ where, what: `The packed package has no ${name}.` })),
		...[...unwanted, ...testing].map((path) => ({ where, what: `The packed package holds ${path}, which nobody needs who installs it.` })),
	];
}

/** What can be imported from a package, by the names a user writes. */
export function entryPoints(member: Member): readonly string[] {
	const { name, exports } = member.manifest;
	if (typeof exports !== 'object' || exports === null) return [];
	const paths = Object.keys(exports).filter((path) => path.startsWith('.') && !path.endsWith('.json'));
	return paths.map((path) => (path === '.' ? name : `${name}${path.slice(1)}`));
}

/** Checks what a packed manifest exports: every entry point of the repository's, and nothing that only the repository has. */
export function checkExports(member: Member, packed: unknown): readonly Finding[] {
	const where = `${member.path}/package.json`;
	const lost = entryPoints(member).filter(
		(entry) => !entryPoints({ ...member, manifest: { ...member.manifest, exports: packed } }).includes(entry),
	);
	const inner = JSON.stringify(packed ?? {}).includes('@alta-ts/source');
	return [
		...lost.map((entry) => ({ where, what: `"${entry}" is lost in packing. List it under publishConfig.exports too.` })),
		...(inner ? [{ where, what: 'The packed package points to its sources. Leave "@alta-ts/source" out of publishConfig.exports.' }] : []),
	];
}

/** Checks that everything packed from `dist` was built from a source that is still there. */
export function checkFresh({ member, files }: Tarball, hasSource: (path: string) => boolean): readonly Finding[] {
	const built = files.filter((path) => path.startsWith('dist/') && path.endsWith('.js'));
	const stale = built.filter((path) => !hasSource(path.replace(/^dist/, 'src').replace(/\.js$/, '.ts')));
	return stale.map((path) => ({ where: member.path, what: `${path} has no source any more. Remove dist and build again.` }));
}
