import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { backendCases, runCases } from '@alta-ts/backend-kit';
import { expect, onTestFinished, test } from 'vitest';
import { newBackend } from './new-backend.mjs';

const root = join(import.meta.dirname, '../..');

const read = [
	'packages/tensor/package.json',
	'packages/tensor/tsconfig.json',
	'tooling/examples/package.json',
	'tooling/checks/src/floor-table.ts',
	'apps/cli/src/backend-table.ts',
	'apps/cli/package.json',
	'apps/cli/tsconfig.json',
	'tsconfig.json',
	'tsconfig.base.json',
];

/** The files that are read and changed, in a folder of this one, from where the packages are found. */
function copyOfRepository(): string {
	const folder = mkdtempSync(join(import.meta.dirname, '.generated-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	for (const path of read) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		cpSync(join(root, path), join(folder, path));
	}
	return folder;
}

const text = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');

test('a new backend is a package that the repository knows, and passes every case of the kit that it does not refuse', async () => {
	const folder = copyOfRepository();
	// As the script says it: with a slash at its end.
	const added = newBackend(`${folder}/`, 'two-words');
	const own = ['README.md', 'package.json', 'tsconfig.json', 'src/index.ts', 'src/create-two-words-backend.ts', 'src/run-op.ts'];
	const files = [...own, 'src/attention.ts', 'src/run.ts', 'src/two-words-backend.test.ts'].map(
		(file) => `packages/backend-two-words/${file}`,
	);
	const command = ['apps/cli/src/backend-table.ts', 'apps/cli/package.json', 'apps/cli/tsconfig.json'];
	const shared = ['tsconfig.json', 'tooling/examples/package.json', 'tooling/checks/src/floor-table.ts', ...command];
	expect('changed' in added ? new Set(added.changed) : added).toEqual(new Set([...files, ...shared]));
	for (const path of files) expect(text(folder, path)).not.toMatch(/new-?backend/i);
	expect(text(folder, 'tsconfig.json')).toContain('{ "path": "packages/backend-two-words" },');
	expect(text(folder, 'tooling/checks/src/floor-table.ts')).toContain("'backend-two-words': { floor: 3,");
	expect(JSON.parse(text(folder, 'packages/backend-two-words/package.json'))).toMatchObject({
		name: '@alta-ts/backend-two-words',
		dependencies: { '@alta-ts/tensor': 'workspace:^' },
		devDependencies: { '@alta-ts/backend-kit': 'workspace:^' },
	});

	expect(text(folder, 'apps/cli/src/backend-table.ts')).toContain(
		"\t'two-words': () => import('@alta-ts/backend-two-words').then((own) => " +
			'({ create: own.createTwoWordsBackend, probe: own.probeTwoWordsBackend })),\n};\n',
	);
	expect(JSON.parse(text(folder, 'apps/cli/package.json'))).toMatchObject({
		dependencies: { '@alta-ts/backend-two-words': 'workspace:^' },
	});
	expect(text(folder, 'apps/cli/tsconfig.json')).toContain('{ "path": "../../packages/backend-two-words" },');

	const { createTwoWordsBackend, probeTwoWordsBackend } = await import(join(folder, 'packages/backend-two-words/src/index.ts'));
	const results = await runCases(backendCases, createTwoWordsBackend);
	expect(results.filter(({ status }) => status === 'failed')).toEqual([]);
	expect(results.filter(({ status }) => status === 'passed').length).toBeGreaterThan(50);
	expect(await probeTwoWordsBackend()).toMatchObject({ available: true, adapter: { name: 'two-words' } });
});

test('a backend that is known already is not added to tables a second time', () => {
	const folder = copyOfRepository();
	const tables = ['tooling/checks/src/floor-table.ts', 'apps/cli/src/backend-table.ts', 'apps/cli/package.json', 'apps/cli/tsconfig.json'];
	const before = tables.map((path) => text(folder, path));
	newBackend(folder, 'webgpu');
	expect(tables.map((path) => text(folder, path))).toEqual(before);
});

test('names that cannot be are refused, and nothing is changed', () => {
	const folder = copyOfRepository();
	const before = text(folder, 'tsconfig.json');
	for (const name of ['', 'Two', 'two_words', 'two--words', '-two', '../two', '2'])
		expect(newBackend(folder, name)).toEqual({ problem: expect.stringContaining(`"${name}"`) });
	newBackend(folder, 'mine');
	expect(newBackend(folder, 'mine')).toEqual({ problem: 'There is a folder packages/backend-mine already.' });
	expect(text(folder, 'tsconfig.json').replace('\t\t{ "path": "packages/backend-mine" },\n', '')).toBe(before);
});
