import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkErrorCodes, readCodes } from './error-codes.js';
import { writeReference } from './error-reference.js';
import { temporaryRepository } from './temporary-repository.js';

/** A code, put together so that this file does not mention it. */
const code = (number: number): string => `ALTA${number}`;
const table = (...numbers: readonly number[]): string =>
	`export const codes = { ${numbers.map((each) => `${code(each)}: { title: 'Title ${each}', help: 'Help ${each}.' }`).join(', ')} };`;

async function repository(contents: Readonly<Record<string, string>>): Promise<string> {
	const root = temporaryRepository({
		'packages/core/package.json': { name: '@alta-ts/core', type: 'module' },
		'packages/model/package.json': { name: '@alta-ts/model', type: 'module' },
		...contents,
	});
	mkdirSync(join(root, 'docs'), { recursive: true });
	writeFileSync(join(root, 'docs/errors.md'), writeReference(await readCodes(root)));
	return root;
}

function codes(folder: string, text: string): Readonly<Record<string, string>> {
	return { [`packages/${folder}/src/codes.ts`]: text, [`packages/${folder}/dist/codes.js`]: text };
}

test('checkErrorCodes is content with codes that are tested and documented', async () => {
	const root = await repository({ ...codes('core', table(1001)), 'packages/core/src/a.test.ts': `'${code(1001)}'` });
	expect(await checkErrorCodes(root)).toEqual([]);
});

test('checkErrorCodes finds a code without a test, of a wrong range, or of two packages', async () => {
	const tests = { 'packages/core/src/a.test.ts': `${code(1001)} ${code(3001)}` };
	const root = await repository({ ...codes('core', table(1001, 1002, 3001)), ...codes('model', table(3001)), ...tests });
	expect((await checkErrorCodes(root)).map((each) => each.what)).toEqual([
		`${code(1002)} is triggered by no test. Add one that names it.`,
		`${code(3001)} is not of the package's range, ALTA1000 to ALTA1999.`.replace('ALTA1000', code(1000)).replace('ALTA1999', code(1999)),
		`${code(3001)} belongs to packages/model too.`,
	]);
});

test('checkErrorCodes finds a code that is used and in no table', async () => {
	const root = await repository({ 'packages/core/src/a.ts': `\nthrow altaError('${code(1009)}');` });
	expect(await checkErrorCodes(root)).toEqual([
		{ where: 'packages/core/src/a.ts:2', what: `${code(1009)} is in the table of no package.` },
	]);
});

test('checkErrorCodes finds a reference that is stale', async () => {
	const root = await repository({ ...codes('core', table(1001)), 'packages/core/src/a.test.ts': code(1001) });
	writeFileSync(join(root, 'docs/errors.md'), '# Errors\n');
	expect((await checkErrorCodes(root)).map((each) => each.where)).toEqual(['docs/errors.md']);
});

test('checkErrorCodes asks for a build', async () => {
	const root = temporaryRepository({ 'packages/core/package.json': { name: '@alta-ts/core' }, 'packages/core/src/codes.ts': table(1001) });
	expect((await checkErrorCodes(root)).map((each) => each.what)).toEqual(['It is not built. Run `npm run build` first.']);
});

test('writeReference gives each package a section, in the order of their codes', async () => {
	const root = await repository({ ...codes('model', table(3001)), ...codes('core', table(1002, 1001)) });
	const headings = writeReference(await readCodes(root))
		.split('\n')
		.filter((line) => line.startsWith('#'));
	expect(headings).toEqual([
		'# Errors',
		'## @alta-ts/core',
		`### ${code(1001)}`,
		`### ${code(1002)}`,
		'## @alta-ts/model',
		`### ${code(3001)}`,
	]);
});
