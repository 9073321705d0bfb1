import { expect, test } from 'vitest';
import type { Member } from './repository.js';
import { checkExports, checkFresh, checkTarball, entryPoints } from './tarball.js';

const member: Member = {
	family: 'packages',
	folder: 'core',
	path: 'packages/core',
	manifest: { name: '@alta-ts/core', exports: { '.': {}, './testing': {}, './package.json': './package.json' } },
};

test('checkTarball is content with what was built, a readme and a licence', () => {
	expect(
		checkTarball({ member, path: '', files: ['README.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts', 'dist/index.js.map'] }),
	).toEqual([]);
});

test.each(['src/index.ts', 'dist/index.test.js', 'dist/.tsbuildinfo', 'fixtures/a.json'])('checkTarball refuses %s', (path) => {
	const findings = checkTarball({ member, path: '', files: ['README.md', 'LICENSE', path] });
	expect(findings.map((each) => each.what)).toEqual([expect.stringContaining(path)]);
});

test('checkTarball refuses what only tests need, unless the package exports it', () => {
	const files = ['README.md', 'LICENSE', 'dist/testing/index.js'];
	expect(checkTarball({ member, path: '', files })).toEqual([]);
	expect(checkTarball({ member: { ...member, manifest: { name: '@alta-ts/core', exports: { '.': {} } } }, path: '', files })).toHaveLength(
		1,
	);
});

test('checkTarball wants a readme and a licence', () => {
	expect(checkTarball({ member, path: '', files: [] })).toHaveLength(2);
});

test('entryPoints are the names a user imports', () => {
	expect(entryPoints(member)).toEqual(['@alta-ts/core', '@alta-ts/core/testing']);
});

test('checkExports finds an entry point that is lost, and one that points to sources', () => {
	expect(checkExports(member, { '.': { default: './dist/index.js' }, './testing': {} })).toEqual([]);
	expect(checkExports(member, { '.': {} }).map((each) => each.what)).toEqual([expect.stringContaining('"@alta-ts/core/testing" is lost')]);
	expect(checkExports(member, { '.': { '@alta-ts/source': './src/index.ts' }, './testing': {} })).toHaveLength(1);
});

test('checkFresh finds what was built from a source that is gone', () => {
	const files = ['dist/index.js', 'dist/old/gone.js', 'dist/index.d.ts', 'bin/alta.js'];
	expect(checkFresh({ member, path: '', files }, (path) => path === 'src/index.ts').map((each) => each.what)).toEqual([
		'dist/old/gone.js has no source any more. Remove dist and build again.',
	]);
});
