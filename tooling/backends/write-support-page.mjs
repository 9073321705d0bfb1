// @ts-check
// Writes docs/backends.md from what the conformance kit finds: `npm run docs:backends`.
import { writeFileSync } from 'node:fs';
import { supportPage, supportPagePath } from './support-page.mjs';

writeFileSync(supportPagePath, await supportPage());
