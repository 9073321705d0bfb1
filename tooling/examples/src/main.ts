// Writes the examples of all documents and doc comments as test files: `node dist/main.js`. What was written before is replaced.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exampleSources } from './example-sources.js';
import { testFile } from './test-file.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const generated = join(root, 'tooling/examples/generated');
rmSync(generated, { recursive: true, force: true });
mkdirSync(generated, { recursive: true });
for (const [name, sources] of exampleSources(root)) {
	try {
		const text = testFile(sources);
		if (text !== undefined) writeFileSync(join(generated, `${name}.test.ts`), text);
	} catch (error) {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exitCode = 1;
	}
}
