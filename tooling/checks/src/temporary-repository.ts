import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Writes a small repository for a test, given its files by path; an object becomes JSON. Gives back its root. It is gone when the test is over. */
export function temporaryRepository(contents: Readonly<Record<string, string | object>>): string {
	const root = mkdtempSync(join(tmpdir(), 'alta-checks-'));
	onTestFinished(() => rmSync(root, { recursive: true }));
	const all = { 'package.json': { name: 'root', private: true, devDependencies: { vitest: '1' } }, ...contents };
	for (const [path, content] of Object.entries(all)) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
	}
	return root;
}
