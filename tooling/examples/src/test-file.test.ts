import { expect, test } from 'vitest';
import { testFile } from './test-file.js';

test('testFile writes a test for each example, with the imports of all', () => {
	const text = "```ts\nimport { a } from 'x';\na() // => 1\n```\n```ts\nimport { type B, a } from 'x';\na() // => 2\n```\n";
	expect(testFile([{ path: 'README.md', text }])).toBe(
		[
			"import { expect } from 'vitest';",
			"import { test } from 'vitest';",
			"import type { B } from 'x';",
			"import { a } from 'x';",
			'',
			'test("README.md:2", async () => {\nexpect(a()).toEqual(1);\n});\n',
			'test("README.md:6", async () => {\nexpect(a()).toEqual(2);\n});\n',
		].join('\n'),
	);
});

test('testFile prefers a value to its type', () => {
	const text = "```ts\nimport type { A } from 'x';\n```\n```ts\nimport { A } from 'x';\n```\n```ts\nimport type { A } from 'x';\n```\n";
	expect(testFile([{ path: 'README.md', text }])).toContain("import { A } from 'x';");
});

test('testFile names both places where a name means two things', () => {
	const text = "```ts\nimport { a } from 'x';\n```\n```ts\nimport { a } from 'y';\n```\n";
	expect(() => testFile([{ path: 'README.md', text }])).toThrow('README.md:5: "a" is something else than in README.md:2.');
});

test('testFile leaves out what is marked no-run, and writes nothing for nothing', () => {
	expect(testFile([{ path: 'README.md', text: '```ts no-run\nf();\n```\n```js\ng();\n```\n' }])).toBeUndefined();
});

test('testFile plays the commands of a document in one test', () => {
	const text = testFile([{ path: 'README.md', text: '```sh\nalta list\n```\n```sh\nalta backends\n```\n' }]);
	expect(text?.match(/^test\(/gm)).toHaveLength(1);
	expect(text).toContain('"alta backends"');
});
