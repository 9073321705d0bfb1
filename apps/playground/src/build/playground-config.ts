import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vite';
import { compiledModels } from './compiled-models.js';

/** How the page is served and built. It may lie under any address, and loads nothing from elsewhere. */
export const playgroundConfig: UserConfig = {
	root: fileURLToPath(new URL('../..', import.meta.url)),
	base: './',
	plugins: [compiledModels()],
	worker: { format: 'es' },
	build: { target: 'es2023', modulePreload: { polyfill: false } },
};
