import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Codes, type Entry, referencePath, writeReference } from './error-reference.js';
import type { Finding } from './finding.js';
import { files, isTest, lineAt, type Member, members, readText } from './repository.js';

/** The first digit of the codes of each package, by the name of its folder. Two packages may share one. */
const ranges: Readonly<Record<string, number>> = {
	rasp: 0,
	core: 1,
	interpreter: 2,
	model: 3,
	compiler: 4,
	tensor: 5,
	'backend-cpu': 5,
	'backend-webgpu': 5,
	'backend-gpujs': 5,
	transformer: 6,
	verify: 7,
	programs: 8,
	suite: 8,
	cli: 9,
	bench: 9,
};

/**
 * Checks the codes of all packages: each is of its package's range, belongs to one package, has a title and a help, is triggered
 * by a test that names it, and stands in the error reference; and no source uses a code that no package owns.
 */
export async function checkErrorCodes(root: string): Promise<readonly Finding[]> {
	const unbuilt = owning(root).filter((each) => !existsSync(builtCodes(root, each)));
	if (unbuilt.length > 0) return unbuilt.map((each) => ({ where: each.path, what: 'It is not built. Run `npm run build` first.' }));
	const all = await readCodes(root);
	const owners = new Map(all.flatMap(({ member, entries }) => entries.map(([code]) => [code, member.path] as const)));
	const tested = mentions(root, isTest);
	const reference = writeReference(all);
	const stale = !existsSync(join(root, referencePath)) || readText(root, referencePath) !== reference;
	return [
		...all.flatMap((codes) => checkTable(codes, owners, tested)),
		...checkUses(root, owners),
		...(stale ? [{ where: referencePath, what: 'It does not say what the packages say. Run `npm run docs:errors`.' }] : []),
	];
}

/** The codes of every package that has some, from its built `codes.js`. */
export async function readCodes(root: string): Promise<readonly Codes[]> {
	return Promise.all(
		owning(root).map(async (member) => {
			const loaded: { readonly codes: Readonly<Record<string, Entry>> } = await import(pathToFileURL(builtCodes(root, member)).href);
			return { member, entries: Object.entries(loaded.codes).sort(([a], [b]) => (a < b ? -1 : 1)) };
		}),
	);
}

function owning(root: string): readonly Member[] {
	return members(root).filter((each) => each.family !== 'tooling' && existsSync(join(root, each.path, 'src/codes.ts')));
}

function builtCodes(root: string, member: Member): string {
	return join(root, member.path, 'dist/codes.js');
}

function checkTable(
	{ member, entries }: Codes,
	owners: ReadonlyMap<string, string>,
	tested: ReadonlyMap<string, string>,
): readonly Finding[] {
	const where = `${member.path}/src/codes.ts`;
	const digit = ranges[member.folder];
	if (digit === undefined) return [{ where, what: 'Its package has no range of codes. Give it one in tooling/checks/src/error-codes.ts.' }];
	return entries.flatMap(([code, { title, help }]) => {
		const wrong: string[] = [];
		if (!new RegExp(`^ALTA${digit}\\d{3}$`).test(code))
			wrong.push(`${code} is not of the package's range, ALTA${digit}000 to ALTA${digit}999.`);
		if (owners.get(code) !== member.path) wrong.push(`${code} belongs to ${owners.get(code)} too.`);
		if (title.trim() === '' || help.trim() === '') wrong.push(`${code} lacks a title or a help.`);
		if (!tested.has(code)) wrong.push(`${code} is triggered by no test. Add one that names it.`);
		return wrong.map((what) => ({ where, what }));
	});
}

function checkUses(root: string, owners: ReadonlyMap<string, string>): readonly Finding[] {
	const used = mentions(root, (path) => !isTest(path) && !path.startsWith('packages/diagnostics/'));
	return [...used]
		.filter(([code]) => !owners.has(code))
		.map(([code, where]) => ({ where, what: `${code} is in the table of no package.` }));
}

/** The codes that the chosen files of packages and apps mention, each with the first place. */
function mentions(root: string, wanted: (path: string) => boolean): ReadonlyMap<string, string> {
	const paths = ['packages', 'apps'].flatMap((family) => files(root, family)).filter((path) => path.endsWith('.ts') && wanted(path));
	const found = paths.flatMap((path) => {
		const text = readText(root, path);
		return [...text.matchAll(/\bALTA\d{4}\b/g)].map((match) => [match[0], `${path}:${lineAt(text, match.index)}`] as const);
	});
	return new Map(found.reverse());
}
