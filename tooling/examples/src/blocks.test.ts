import { expect, test } from 'vitest';
import { docCommentBlocks, markdownBlocks } from './blocks.js';

test('markdownBlocks gives language, options, text and line of each block', () => {
	const text = '# A\n\n```ts file=a.ts\nf();\n```\n\ntext\n\n1. list\n   ```sh\n   alta list\n   ```\n';
	expect(markdownBlocks(text)).toEqual([
		{ language: 'ts', options: 'file=a.ts', text: 'f();\n', line: 4 },
		{ language: 'sh', options: '', text: 'alta list\n', line: 11 },
	]);
});

test('markdownBlocks lets a longer fence hold shorter ones', () => {
	expect(markdownBlocks('````md\n```ts\nf();\n```\n````\n').map((each) => [each.language, each.text])).toEqual([
		['md', '```ts\nf();\n```\n'],
	]);
});

test('docCommentBlocks gives the blocks after @example only', () => {
	const text = [
		'/**',
		' * ```ts',
		' * no();',
		' * ```',
		' */',
		'',
		'/**',
		' * Does.',
		' * @example',
		' * ```ts',
		' * if (a) {',
		' * \tf();',
		' * }',
		' * ```',
		' */',
		'',
	].join('\n');
	expect(docCommentBlocks(text)).toEqual([{ language: 'ts', options: '', text: 'if (a) {\n\tf();\n}\n', line: 11 }]);
});

test('docCommentBlocks knows comments that are indented', () => {
	expect(docCommentBlocks('interface A {\n\t/**\n\t * @example\n\t * ```ts\n\t * f();\n\t * ```\n\t */\n\tf(): void;\n}')).toEqual([
		{ language: 'ts', options: '', text: 'f();\n', line: 5 },
	]);
});

test('docCommentBlocks does not take a pattern in a string for a comment', () => {
	const text = "const all = 'src/**/*.ts';\n/**\n * @example\n * ```ts\n * f();\n * ```\n */\n";
	expect(docCommentBlocks(text).map((each) => each.line)).toEqual([5]);
});
