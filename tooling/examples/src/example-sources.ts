import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from './test-file.js';

/** The files that hold examples, grouped by the test file they go into: one for each package and app, one for the documents. */
export function exampleSources(root: string): ReadonlyMap<string, readonly Source[]> {
	const groups = new Map<string, readonly Source[]>();
	for (const family of ['packages', 'apps']) {
		for (const folder of names(join(root, family))) {
			const path = `${family}/${folder}`;
			groups.set(`${family}-${folder}`, read(root, [...documents(root, path), ...below(root, `${path}/src`).filter(isSource)]));
		}
	}
	groups.set(
		'documents',
		read(root, [...documents(root, '.'), ...below(root, 'docs').filter((path) => path.endsWith('.md') && !path.startsWith('docs/api/'))]),
	);
	return groups;
}

function documents(root: string, path: string): readonly string[] {
	const found = names(join(root, path)).filter((name) => name.endsWith('.md') && name !== 'CHANGELOG.md');
	return found.map((name) => (path === '.' ? name : `${path}/${name}`));
}

function isSource(path: string): boolean {
	return path.endsWith('.ts') && !path.endsWith('.test.ts');
}

function below(root: string, path: string): readonly string[] {
	if (!existsSync(join(root, path))) return [];
	const entries = readdirSync(join(root, path), { withFileTypes: true });
	return entries.flatMap((entry) => (entry.isDirectory() ? below(root, `${path}/${entry.name}`) : [`${path}/${entry.name}`])).sort();
}

function names(path: string): readonly string[] {
	return existsSync(path) ? readdirSync(path).sort() : [];
}

function read(root: string, paths: readonly string[]): readonly Source[] {
	return paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}
