// @ts-check
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the backend is called that new ones are copied from, in every spelling that occurs in it. */
const TEMPLATE = 'new-backend';

/**
 * Adds a package for a backend: a copy of the small one in `template`, under its own name, and what the repository has to know of it.
 *
 * @param {string} root the repository
 * @param {string} name of the backend, in kebab-case; the package is called `backend-NAME`
 * @returns {{ changed: readonly string[] } | { problem: string }} the files that are new or changed, or why nothing was
 */
export function newBackend(root, name) {
	if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
		return { problem: `A backend cannot be called "${name}": names are words of small letters and digits with hyphens between them.` };
	}
	const folder = `packages/backend-${name}`;
	if (existsSync(join(root, folder))) return { problem: `There is a folder ${folder} already.` };
	const changed = [...copyTemplate(root, folder, name), `${folder}/package.json`, `${folder}/tsconfig.json`];
	writeFileSync(join(root, folder, 'package.json'), manifest(readJson(root, 'packages/tensor/package.json'), name));
	writeFileSync(join(root, folder, 'tsconfig.json'), configuration(readJson(root, 'packages/tensor/tsconfig.json')));
	edit(root, 'tsconfig.json', '\t\t{ "path": "packages/transformer" },\n', `\t\t{ "path": "${folder}" },\n`);
	edit(
		root,
		'tooling/examples/package.json',
		'\t\t"@alta-ts/backend-kit": "workspace:^",\n',
		`\t\t"@alta-ts/backend-${name}": "workspace:^",\n`,
	);
	const floors = 'tooling/checks/src/floor-table.ts';
	const listed = new RegExp(`^\t'backend-${name}':`, 'm').test(readFileSync(join(root, floors), 'utf8'));
	const row = `\t'backend-${name}': { floor: 3, imports: ['tensor'], tests: ['backend-kit'] },\n`;
	if (!listed) edit(root, floors, "\ttransformer: { floor: 3, imports: ['model', 'tensor'] },\n", row);
	return {
		changed: [...changed, 'tsconfig.json', 'tooling/examples/package.json', ...(listed ? [] : [floors]), ...addToCommand(root, name)],
	};
}

/** Makes a backend known to the command `alta`, unless it knows one of that name. @type {(root: string, name: string) => readonly string[]} */
function addToCommand(root, name) {
	const [table, dependencies, references] = ['apps/cli/src/backend-table.ts', 'apps/cli/package.json', 'apps/cli/tsconfig.json'];
	const own = `@alta-ts/backend-${name}`;
	if (readFileSync(join(root, table), 'utf8').includes(`import('${own}')`)) return [];
	const exported = pascalCase(name);
	const line = `\t'${name}': () => import('${own}').then((own) => ({ create: own.create${exported}Backend, probe: own.probe${exported}Backend })),\n`;
	edit(root, table, '};\n\n/** The names of {@link backendTable}. */\n', line);
	edit(root, dependencies, '\t\t"@alta-ts/compiler": "workspace:^",\n', `\t\t"${own}": "workspace:^",\n`);
	edit(root, references, '\t\t{ "path": "../../packages/compiler" },\n', `\t\t{ "path": "../../packages/backend-${name}" },\n`);
	return [table, dependencies, references];
}

/** @type {(root: string, folder: string, name: string) => readonly string[]} */
function copyTemplate(root, folder, name) {
	cpSync(fileURLToPath(new URL('template', import.meta.url)), join(root, folder), { recursive: true });
	const paths = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
	return paths.flatMap((entry) => {
		if (entry.isDirectory()) return [];
		const path = join(entry.parentPath, entry.name.replace(TEMPLATE, `${name}-backend`));
		renameSync(join(entry.parentPath, entry.name), path);
		writeFileSync(path, renamed(readFileSync(path, 'utf8'), name));
		return relative(root, path).replaceAll('\\', '/');
	});
}

/** The template's text under another name. @type {(text: string, name: string) => string} */
function renamed(text, name) {
	return text
		.replaceAll(`create-${TEMPLATE}`, `create-${name}-backend`)
		.replaceAll(`@alta-ts/${TEMPLATE}`, `@alta-ts/backend-${name}`)
		.replaceAll(TEMPLATE, name)
		.replaceAll('NewBackend', `${pascalCase(name)}Backend`);
}

/** @type {(name: string) => string} */
function pascalCase(name) {
	return `-${name}`.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

/** The manifest of a neighbour, for the new package. @type {(neighbour: Record<string, any>, name: string) => string} */
function manifest(neighbour, name) {
	return print({
		...neighbour,
		name: `@alta-ts/backend-${name}`,
		description: 'Runs alta-ts plans on something new.',
		repository: { ...neighbour.repository, directory: `packages/backend-${name}` },
		dependencies: { '@alta-ts/tensor': 'workspace:^' },
		devDependencies: { '@alta-ts/backend-kit': 'workspace:^' },
	});
}

/** @type {(neighbour: Record<string, any>) => string} */
function configuration(neighbour) {
	return print({ ...neighbour, references: [{ path: '../tensor' }] });
}

/** @type {(root: string, path: string) => Record<string, any>} */
function readJson(root, path) {
	return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

/** @type {(value: object) => string} */
function print(value) {
	return `${JSON.stringify(value, undefined, '\t')}\n`;
}

/** Puts a line before another, or before several. @type {(root: string, path: string, before: string, line: string) => void} */
function edit(root, path, before, line) {
	const text = readFileSync(join(root, path), 'utf8');
	if (!text.includes(before)) throw new Error(`${path} has no line ${before.trim()}`);
	writeFileSync(join(root, path), text.replace(before, `${line}${before}`));
}
