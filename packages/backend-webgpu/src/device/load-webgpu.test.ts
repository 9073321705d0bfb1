import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { loadWebGpu } from './load-webgpu.js';

const folder = mkdtempSync(join(tmpdir(), 'alta-webgpu-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A module of this text, by the name to import it with. */
function moduleOf(name: string, text: string): string {
	const path = join(folder, name);
	writeFileSync(path, text);
	return pathToFileURL(path).href;
}

test('a package that is not installed is to be installed', async () => {
	expect(await loadWebGpu('webgpu-of-nobody')).toEqual({
		reason: 'The package webgpu-of-nobody is not installed.',
		fix: 'Run `npm install webgpu-of-nobody`.',
	});
});

test('a package whose native part does not load says what the loader says', async () => {
	writeFileSync(join(folder, 'dawn.node'), 'broken');
	const name = moduleOf(
		'native.mjs',
		"import { createRequire } from 'node:module';\nexport const { create } = createRequire(import.meta.url)('./dawn.node');",
	);
	expect(await loadWebGpu(name)).toMatchObject({
		reason: expect.stringMatching(/^The package \S+ is installed but does not load: .*dawn\.node.*\.$/),
		fix: expect.stringContaining('a system that it has a build for'),
	});
});

test('a package that lacks one of its own does not pass for one that is not installed', async () => {
	const name = moduleOf('lacking.mjs', "export { create } from 'part-of-nobody';");
	expect(await loadWebGpu(name)).toMatchObject({ reason: expect.stringContaining("'part-of-nobody'") });
});
