// @ts-check
// Writes docs/backends.md from what the conformance kit finds: `npm run docs:backends`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/workspace.mjs';
import { supportPage, supportPagePath } from './support-page.mjs';

writeFileSync(join(root, supportPagePath), await supportPage());
