import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../setup/workspace.mjs';
import { supportPage, supportPagePath } from './support-page.mjs';

test('docs/backends.md says what the kit finds; `npm run docs:backends` writes it', async () => {
	expect(readFileSync(join(root, supportPagePath), 'utf8')).toBe(await supportPage());
});
