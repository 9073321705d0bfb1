import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('testing/thousand-runs.mjs', import.meta.url));
const MEGABYTE = 2 ** 20;

test.each(['webasm', 'cpu'])(
	'a thousand runs in the mode %s hold no more memory than the first, end cleanly and say nothing',
	{ timeout: 300_000 },
	async (mode) => {
		const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--expose-gc', script, mode]);
		expect(stderr).toBe('');
		const { early, late }: { early: Record<string, number>; late: Record<string, number> } = JSON.parse(stdout);
		const grown = (kind: string): number => ((late[kind] ?? Number.NaN) - (early[kind] ?? Number.NaN)) / MEGABYTE;
		expect(grown('heapUsed')).toBeLessThan(3);
		expect(grown('arrayBuffers')).toBeLessThan(3);
		// The memory of WebAssembly shows only here. A module that stays behind takes more than a megabyte.
		expect(grown('rss') - Math.max(0, grown('heapTotal'))).toBeLessThan(40);
	},
);
