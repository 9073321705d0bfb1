import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import type { Finding } from './finding.js';
import { allowedImports, floorTable, ownPackage } from './floor-table.js';
import { importsOf } from './imports.js';
import { files, isTest, type Manifest, type Member, members, readText } from './repository.js';

/** The tools whose files are tests of the packages, and may import any of them. */
const proving = new Set(['golden', 'examples', 'backends']);

/**
 * Checks that imports go strictly downward, in manifests and in every file, those of tests included; that no file reaches into
 * another package by a relative path; and that the packages use nothing of a platform.
 */
export function checkFloors(root: string): readonly Finding[] {
	const shared = Object.keys(readManifest(root).devDependencies ?? {});
	return members(root).flatMap((member) => [...checkManifest(member), ...checkFiles(root, member, shared)]);
}

function checkManifest(member: Member): readonly Finding[] {
	const { dependencies, devDependencies, peerDependencies, optionalDependencies } = member.manifest;
	const where = `${member.path}/package.json`;
	if (member.family === 'packages' && floorTable[member.folder] === undefined)
		return [{ where, what: `The package "${member.folder}" has no floor. Give it a row in tooling/checks/src/floor-table.ts.` }];
	const run = Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies });
	return [
		...run.flatMap((name) => complaint(member, name, 'sources').map((what) => ({ where, what }))),
		...Object.keys(devDependencies ?? {}).flatMap((name) => complaint(member, name, 'tests').map((what) => ({ where, what }))),
	];
}

function checkFiles(root: string, member: Member, shared: readonly string[]): readonly Finding[] {
	const code = files(root, member.path).filter((path) => /\.(m|c)?[jt]sx?$/.test(path));
	return code.flatMap((path) => {
		const part = isTest(path, member) ? 'tests' : 'sources';
		return importsOf(path, readText(root, path)).flatMap(({ specifier, line }) =>
			complaints(member, path, specifier, part, shared).map((what) => ({ where: `${path}:${line}`, what })),
		);
	});
}

type Part = 'sources' | 'tests';

function complaints(member: Member, path: string, specifier: string, part: Part, shared: readonly string[]): readonly string[] {
	if (specifier.startsWith('.')) {
		const target = posix.join(posix.dirname(path), specifier);
		const inside = target === member.path || target.startsWith(`${member.path}/`);
		return inside ? [] : [`It imports "${specifier}", which lies outside of its package. Import the package by name.`];
	}
	if (isBuiltin(specifier)) {
		const free = member.family !== 'packages' || part === 'tests';
		return free ? [] : [`It imports "${specifier}", and packages run on every platform. Let an app do this, or take it as an argument.`];
	}
	if (ownPackage(specifier) !== undefined) return complaint(member, specifier, part);
	return declared(member.manifest, specifier, part, shared)
		? []
		: [`It imports "${specifier}", which ${member.path}/package.json does not depend on.`];
}

/** What is wrong with a package importing another of ours: at most one sentence. */
function complaint(member: Member, specifier: string, part: Part): readonly string[] {
	const target = ownPackage(specifier);
	if (target === undefined || target === member.folder) return [];
	if (member.family === 'tooling')
		return proving.has(member.folder) ? [] : [`It uses "${specifier}", and tooling imports nothing from the packages.`];
	if (floorTable[target] === undefined) return [`It uses "${specifier}", which is no package that others may import.`];
	if (member.family === 'apps') return [];
	if (allowedImports(member.folder, part).has(target)) return [];
	return [`It uses "${specifier}", which is not below "${member.folder}". The table is in tooling/checks/src/floor-table.ts.`];
}

function declared(manifest: Manifest, specifier: string, part: Part, shared: readonly string[]): boolean {
	const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
	const { dependencies, devDependencies, peerDependencies, optionalDependencies } = manifest;
	const run = { ...dependencies, ...peerDependencies, ...optionalDependencies };
	if (name in run) return true;
	return (part === 'tests' || manifest.private === true) && (name in (devDependencies ?? {}) || shared.includes(name));
}

function readManifest(root: string): Manifest {
	return JSON.parse(readText(root, 'package.json'));
}
