import { expect, test } from 'vitest';
import { markdownBlocks } from './blocks.js';
import { playSession } from './play-session.js';
import { matches, sessionOf } from './session.js';

function session(text: string): ReturnType<typeof sessionOf> {
	return sessionOf('README.md', markdownBlocks(text));
}

test('sessionOf collects commands, what they print, and the files of the document', () => {
	expect(
		session(
			'```ts file=a.ts\nf();\n```\n```sh\n$ npx alta run a.ts 1 \\\n  0\n```\n```text\n1\n```\n```sh\nnpm start\necho 1 | alta run b\n```\n',
		),
	).toEqual({
		path: 'README.md',
		files: { 'a.ts': 'f();\n' },
		commands: [
			{ line: 5, script: 'npx alta run a.ts 1    0', prints: '1\n' },
			{ line: 12, script: 'echo 1 | alta run b' },
		],
	});
});

test('sessionOf finds no session where nothing runs alta', () => {
	expect(session('```sh\nnpm start\ncd alta-ts\n```\n```ts\nf();\n```\n')).toBeUndefined();
	expect(session('```sh no-run\nalta list\n```\n')).toBeUndefined();
});

test.each([
	['a\nb\n', 'a\nb', true],
	['a\nb\nc\n', 'a\n…\nc', true],
	['took 12 ms', 'took … ms', true],
	['{"a":[1,2]}\n', '{\n  "a": [1, 2]\n}', true],
	['a.b', 'a.b', true],
	['axb', 'a.b', false],
	['a\nb', 'a', false],
	['{"a":1}', '{"a":2}', false],
])('what prints %j and promises %j: %s', (printed, promised, same) => {
	expect(matches(printed, promised)).toBe(same);
});

test('playSession runs in a folder of its own, step after step, and tells what went otherwise', async () => {
	const commands = [
		{ line: 3, script: 'cat a.txt; echo more > b.txt', prints: 'text\n' },
		{ line: 6, script: 'cat b.txt', prints: 'less\n' },
		{ line: 9, script: 'echo no >&2; exit 3' },
	];
	expect(await playSession({ path: 'README.md', files: { 'a.txt': 'text\n' }, commands })).toEqual([
		'README.md:6 promises:\nless\nand prints:\nmore\n',
		'README.md:9 fails with exit code 3:\nno\n',
	]);
});
