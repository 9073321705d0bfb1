import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('the guide shows the files of the template as they are', () => {
	const guide = readFileSync(join(import.meta.dirname, '../../docs/writing-a-backend.md'), 'utf8');
	const shown = [...guide.matchAll(/```ts no-run\n([\s\S]*?)```\n/g)].map(([, code]) => code);
	const folder = join(import.meta.dirname, 'template/src');
	for (const file of readdirSync(folder).filter((name) => name !== 'index.ts'))
		expect({ file, shown: shown.includes(readFileSync(join(folder, file), 'utf8')) }).toEqual({ file, shown: true });
});
