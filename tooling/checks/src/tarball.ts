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
