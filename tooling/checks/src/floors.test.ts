import { describe, expect, test } from 'vitest';
import { allowedImports, floorTable, ownPackage } from './floor-table.js';
import { checkFloors } from './floors.js';
import { temporaryRepository } from './temporary-repository.js';

const core = { 'packages/core/package.json': { name: '@alta-ts/core', dependencies: { '@alta-ts/diagnostics': 'workspace:^' } } };

describe('the table', () => {
	test('only names packages that are on a lower floor', () => {
		for (const [name, row] of Object.entries(floorTable)) {
			for (const part of ['sources', 'tests'] as const) {
				for (const each of allowedImports(name, part))
					expect([name, each, (floorTable[each]?.floor ?? 99) < row.floor]).toEqual([name, each, true]);
			}
		}
	});

	test('allows what the named packages may import', () => {
		expect([...allowedImports('transformer', 'sources')].sort()).toEqual(['core', 'diagnostics', 'model', 'tensor']);
	});

	test('lets the tests of a backend use the kit', () => {
		expect(allowedImports('backend-cpu', 'sources').has('backend-kit')).toBe(false);
		expect(allowedImports('backend-cpu', 'tests').has('backend-kit')).toBe(true);
	});

	test('tells our packages from those of others', () => {
		expect(['@alta-ts/core', '@alta-ts/core/testing', 'alta-ts', 'alta-tsx', 'vitest'].map(ownPackage)).toEqual([
			'core',
			'core',
			'alta-ts',
			undefined,
			undefined,
		]);
	});
});

describe('checkFloors', () => {
	test('finds nothing wrong with imports that go down', () => {
		const root = temporaryRepository({
			...core,
			'packages/core/src/a.ts': "import { b } from './b.js';\nimport type { Span } from '@alta-ts/diagnostics';\n",
			'packages/core/src/a.test.ts': "import { test } from 'vitest';\nimport { readFileSync } from 'node:fs';\n",
		});
		expect(checkFloors(root)).toEqual([]);
	});

	test('finds an import that goes up, of a type too, in a test too, and its line', () => {
		const root = temporaryRepository({
			...core,
			'packages/core/src/a.ts': "\nimport type { Model } from '@alta-ts/model';\n",
			'packages/core/src/b.test.ts': "export * from '@alta-ts/interpreter/fast';\n",
			'packages/core/src/c.ts': "const late = await import('@alta-ts/verify');\n",
		});
		expect(checkFloors(root).map((each) => each.where)).toEqual([
			'packages/core/src/a.ts:2',
			'packages/core/src/b.test.ts:1',
			'packages/core/src/c.ts:1',
		]);
	});

	test('does not take comments and strings for imports', () => {
		const text = "/**\n * import { compile } from '@alta-ts/compiler';\n */\nexport const text: string = \"import '@alta-ts/verify'\";\n";
		expect(checkFloors(temporaryRepository({ ...core, 'packages/core/src/a.ts': text }))).toEqual([]);
	});

	test('finds a dependency in a manifest that goes up', () => {
		const root = temporaryRepository({
			'packages/core/package.json': { name: '@alta-ts/core', devDependencies: { '@alta-ts/model': 'workspace:^' } },
		});
		expect(checkFloors(root)).toHaveLength(1);
	});

	test('wants a floor for every package', () => {
		const root = temporaryRepository({ 'packages/novel/package.json': { name: '@alta-ts/novel' } });
		expect(checkFloors(root)[0]?.what).toContain('has no floor');
	});

	test('keeps packages off the platform and inside their folder', () => {
		const root = temporaryRepository({
			...core,
			'packages/core/src/a.ts': "import { readFileSync } from 'node:fs';\n",
			'packages/core/src/b.ts': "import { model } from '../../model/src/index.js';\n",
		});
		expect(checkFloors(root).map((each) => each.where)).toEqual(['packages/core/src/a.ts:1', 'packages/core/src/b.ts:1']);
	});

	test('wants packages of others declared', () => {
		const root = temporaryRepository({ ...core, 'packages/core/src/a.ts': "import 'vitest';\nimport '@scope/thing/deep';\n" });
		expect(checkFloors(root)).toHaveLength(2);
	});

	test('takes src/testing for tests, unless the package exports it', () => {
		const source = { 'packages/core/src/testing/a.ts': "import 'vitest';\n" };
		expect(checkFloors(temporaryRepository({ ...core, ...source }))).toEqual([]);
		const manifest = { name: '@alta-ts/core', exports: { './testing': {} } };
		expect(checkFloors(temporaryRepository({ 'packages/core/package.json': manifest, ...source }))).toHaveLength(1);
	});

	test('lets apps import packages but not apps', () => {
		const root = temporaryRepository({
			'apps/bench/package.json': { name: '@alta-ts/bench', private: true },
			'apps/bench/src/a.ts': "import '@alta-ts/verify';\nimport 'node:fs';\nimport '@alta-ts/cli';\n",
		});
		expect(checkFloors(root).map((each) => each.where)).toEqual(['apps/bench/src/a.ts:3']);
	});

	test('lets only the tools that test the packages import them', () => {
		const text = "import '@alta-ts/core';\n";
		const root = temporaryRepository({
			'tooling/golden/package.json': { name: '@alta-ts/golden', private: true },
			'tooling/golden/alta.test.ts': text,
			'tooling/checks/package.json': { name: '@alta-ts/checks', private: true },
			'tooling/checks/src/a.ts': text,
		});
		expect(checkFloors(root).map((each) => each.where)).toEqual(['tooling/checks/src/a.ts:1']);
	});
});
