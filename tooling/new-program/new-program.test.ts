import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../setup/workspace.mjs';
import { newProgram } from './new-program.mjs';

/** A copy of the library, to be changed. */
function copyOfLibrary(): string {
	const folder = mkdtempSync(join(tmpdir(), 'alta new program '));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	cpSync(join(root, 'packages/programs/src'), folder, { recursive: true });
	return folder;
}

test('a program is a folder and a line', () => {
	const folder = copyOfLibrary();
	const files = ['two-words.test.ts', 'program.ts', 'task.ts', 'text.ts'];
	const added = newProgram(folder, 'two-words');
	const changed = ['library.ts', ...files.map((file) => join('two-words', file))];
	expect('changed' in added ? new Set(added.changed) : added).toEqual(new Set(changed));
	expect(new Set(readdirSync(join(folder, 'two-words')))).toEqual(new Set(files));
	const library = readFileSync(join(folder, 'library.ts'), 'utf8');
	expect(library).toContain("import { twoWords } from './two-words/task.js';\n");
	expect(library).toMatch(/readonly Task\[\] = \[\n(\t\w+,\n)*\ttwoWords,\n\];/);
});

test('its code is that of the template, under its own name and from where it lies', () => {
	const folder = copyOfLibrary();
	newProgram(folder, 'two-words');
	const task = readFileSync(join(folder, 'two-words/task.ts'), 'utf8');
	expect(task).toContain('export const twoWords: Task<');
	expect(task).toContain("import { buildTwoWords } from './program.js';");
	expect(task).toContain("import { createTask } from '../create-task.js';");
	for (const file of readdirSync(join(folder, 'two-words'))) {
		expect(readFileSync(join(folder, 'two-words', file), 'utf8')).not.toMatch(/new-?program|\.\.\/\.\.\//i);
	}
});

test('names that cannot be are refused, and nothing is changed', () => {
	const folder = copyOfLibrary();
	const before = readFileSync(join(folder, 'library.ts'), 'utf8');
	for (const name of ['', 'Two', 'two_words', 'two--words', '-two', '../two', '2']) {
		expect(newProgram(folder, name)).toEqual({ problem: expect.stringContaining(`"${name}"`) });
	}
	expect(newProgram(folder, 'addition')).toEqual({ problem: expect.stringContaining('folder addition') });
	expect(newProgram(folder, 'library')).toEqual({ problem: expect.stringContaining('library.ts') });
	expect(readFileSync(join(folder, 'library.ts'), 'utf8')).toBe(before);
});
