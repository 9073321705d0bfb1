import { expect, test } from 'vitest';
import { checkChangesets } from './changesets.js';
import { temporaryRepository } from './temporary-repository.js';

function findings(text: string): readonly string[] {
	const root = temporaryRepository({
		'packages/core/package.json': { name: '@alta-ts/core' },
		'tooling/checks/package.json': { name: '@alta-ts/checks', private: true },
		'.changeset/README.md': 'Not a changeset.',
		'.changeset/quick-fox.md': text,
	});
	return checkChangesets(root).map((each) => each.what);
}

test('checkChangesets takes packages, bumps and a sentence', () => {
	expect(findings("---\n'@alta-ts/core': minor\n---\n\nPrograms have names.\n")).toEqual([]);
	expect(findings('---\n"@alta-ts/core": patch\n---\n\nPrograms have names.\n')).toEqual([]);
});

test('checkChangesets allows a change that moves no version', () => {
	expect(findings('---\n---\n\nThe tests are faster.\n')).toEqual([]);
});

test.each([
	['Programs have names.', 'does not begin'],
	["---\n'@alta-ts/checks': minor\n---\n\nText.\n", 'no package that is published'],
	["---\n'@alta-ts/core': huge\n---\n\nText.\n", 'none of patch, minor, major'],
	["---\n'@alta-ts/core': minor\n---\n", 'says nothing'],
])('checkChangesets refuses %j', (text, what) => {
	expect(findings(text)).toEqual([expect.stringContaining(what)]);
});
