import { expect, test } from 'vitest';
import { checkForbiddenWords } from './forbidden-words.js';
import { temporaryRepository } from './temporary-repository.js';

test.each([
	'see /home/ann/alta/file.ts',
	"read('/work/main')",
	'cd /work',
	'C:\\Users\\ann',
	'../shared/design',
	'the folder .library',
	'https://registry.npmjs.org/vitest',
])('checkForbiddenWords refuses %s', (text) => {
	expect(checkForbiddenWords(temporaryRepository({ 'docs/a.md': `fine\n${text}\n` })).map((each) => each.where)).toEqual(['docs/a.md:2']);
});

test.each([
	'a/work/b',
	'docs/home/page.md',
	'https://example.org/root/x',
	'homework',
	'./work/',
	'shared/design',
	'suite.library',
	'all().library',
])('checkForbiddenWords allows %s', (text) => {
	expect(checkForbiddenWords(temporaryRepository({ 'docs/a.md': text }))).toEqual([]);
});
