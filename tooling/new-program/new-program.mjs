// @ts-check
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What the program is called that new ones are copied from, in every spelling that occurs in it. */
const TEMPLATE = 'new-program';

/**
 * Adds a program to the library: a copy of the small one in `src/testing`, under its own name, and a line in `library.ts`.
 *
 * @param {string} sources the folder of the library, `packages/programs/src`
 * @param {string} name of the program, in kebab-case
 * @returns {{ changed: readonly string[] } | { problem: string }} the files that are new or changed, or why nothing was
 */
export function newProgram(sources, name) {
	const library = join(sources, 'library.ts');
	const before = readFileSync(library, 'utf8');
	const problem = problemWith(sources, name, before);
	if (problem !== undefined) return { problem };
	const folder = join(sources, name);
	cpSync(join(sources, 'testing', TEMPLATE), folder, { recursive: true });
	const files = readdirSync(folder).map((file) => {
		const path = join(folder, file.replace(TEMPLATE, name));
		renameSync(join(folder, file), path);
		writeFileSync(path, renamed(readFileSync(path, 'utf8'), name));
		return path;
	});
	writeFileSync(library, withTask(before, name));
	return { changed: [library, ...files].map((path) => relative(sources, path)) };
}

/** @type {(sources: string, name: string, library: string) => string | undefined} */
function problemWith(sources, name, library) {
	if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
		return `A program cannot be called "${name}": names are words of small letters and digits with hyphens between them, such as sort-unique.`;
	}
	if (existsSync(join(sources, name))) return `There is a folder ${name} already.`;
	if (new RegExp(`\\b${camelCase(name)}\\b`).test(library)) return `The word ${camelCase(name)} has a meaning in library.ts already.`;
	return undefined;
}

/** @type {(library: string, name: string) => string} */
function withTask(library, name) {
	const listed = library.replace(/(export const library: readonly Task\[\] = \[\n(?:\t\w+,\n)*)/, `$1\t${camelCase(name)},\n`);
	if (listed === library) throw new Error('library.ts has no list of tasks, one a line');
	return `import { ${camelCase(name)} } from './${name}/task.js';\n${listed}`;
}

/** The template's code under another name. It lies one folder deeper than programs do. @type {(code: string, name: string) => string} */
function renamed(code, name) {
	const camel = camelCase(name);
	const pascal = camel.charAt(0).toUpperCase() + camel.slice(1);
	return code
		.replaceAll("'../../", "'../")
		.replaceAll(TEMPLATE, name)
		.replaceAll(camelCase(TEMPLATE), camel)
		.replaceAll('NewProgram', pascal);
}

/** @type {(name: string) => string} */
function camelCase(name) {
	return name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}
