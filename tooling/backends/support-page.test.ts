import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { supportPage, supportPagePath } from './support-page.mjs';

test('docs/backends.md says what the kit finds; `npm run docs:backends` writes it', async () => {
	expect(readFileSync(supportPagePath, 'utf8')).toBe(await supportPage());
});
